package unroll.bench.compare;

import java.util.List;
import unroll.bench.compare.TrainingRow.Goal;
import unroll.bench.job.CellKind;

/** All rows, in the order in which they run. */
final class Rows {
    private static final JobShape GRU = new JobShape(CellKind.GRU, 96, 16);
    private static final JobShape LSTM = new JobShape(CellKind.LSTM, 96, 16);
    private static final JobShape LARGE = new JobShape(CellKind.NOTEBOOK, 512, 64);
    private static final JobShape LARGE_LSTM = new JobShape(CellKind.LSTM, 512, 64);

    /** All of them. */
    static final List<Row> ALL = List.of(
            new GemmRow("gemm", "square matrix products, one thread, best"),
            new TrainingRow("lecture", "the lecture's job (hidden 96, batch 16), steady epochs, one thread",
                    JobShape.LECTURE, 8, 3,
                    List.of(new Goal(PeerKind.LIBTORCH_CUSTOM, 18), new Goal(PeerKind.LIBTORCH_FUSED, 14),
                            new Goal(PeerKind.SCALAR, 0), new Goal(PeerKind.DL4J, 0))),
            new TrainingRow("gru", "GRU, hidden 96, batch 16, steady epochs, one thread", GRU, 8, 3,
                    List.of(new Goal(PeerKind.LIBTORCH_FUSED, 11))),
            new TrainingRow("lstm", "LSTM, hidden 96, batch 16, steady epochs, one thread", LSTM, 8, 3,
                    List.of(new Goal(PeerKind.LIBTORCH_FUSED, 7), new Goal(PeerKind.DL4J, 0))),
            new TrainingRow("rnn512", "the lecture's cell, hidden 512, batch 64, steady epochs, one thread", LARGE, 3,
                    1,
                    List.of(new Goal(PeerKind.LIBTORCH_CUSTOM, 4), new Goal(PeerKind.LIBTORCH_FUSED, 0))),
            new TrainingRow("lstm512", "LSTM, hidden 512, batch 64, steady epochs, one thread", LARGE_LSTM, 2, 1,
                    List.of(new Goal(PeerKind.LIBTORCH_FUSED, 0))));

    private Rows() {
    }
}
