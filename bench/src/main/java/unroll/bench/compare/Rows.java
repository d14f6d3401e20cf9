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
                    List.of(new Goal(PeerKind.LIBTORCH_LECTURE, 0), new Goal(PeerKind.LIBTORCH_CUSTOM, 18),
                            new Goal(PeerKind.LIBTORCH_FUSED, 14),
                            new Goal(PeerKind.SCALAR, 0), new Goal(PeerKind.DL4J, 0))),
            new TrainingRow("gru", "GRU, hidden 96, batch 16, steady epochs, one thread", GRU, 8, 3,
                    List.of(new Goal(PeerKind.LIBTORCH_FUSED, 11))),
            new TrainingRow("lstm", "LSTM, hidden 96, batch 16, steady epochs, one thread", LSTM, 8, 3,
                    List.of(new Goal(PeerKind.LIBTORCH_FUSED, 7), new Goal(PeerKind.DL4J, 0))),
            new TrainingRow("rnn512", "the lecture's cell, hidden 512, batch 64, steady epochs, one thread", LARGE, 3,
                    1,
                    List.of(new Goal(PeerKind.LIBTORCH_CUSTOM, 4), new Goal(PeerKind.LIBTORCH_FUSED, 0))),
            new TrainingRow("lstm512", "LSTM, hidden 512, batch 64, steady epochs, one thread", LARGE_LSTM, 2, 1,
                    List.of(new Goal(PeerKind.LIBTORCH_FUSED, 0))),
            new ThreadsRow("default-threads", "the lecture's job, Unroll's own choice of threads against one",
                    JobShape.LECTURE, 8, 3, 0, 1),
            new ThreadsRow("two-threads", "hidden 512, batch 64, two threads against one", LARGE, 3, 1, 2, 1.7),
            new ProcessRow("process", "the lecture's whole process: ten epochs, dev and test, start included"),
            new FirstEpochRow("first-epoch", "the lecture's job, from the start of the process to the end of epoch 1"),
            new SamplingRow("sampling", "characters a second, one stream, and as many as the program sees fit"),
            new ColdRow("cold", "whole processes of short commands, launcher included"),
            new MemoryRow("memory", "the lecture's job: allocation a step, and the most memory resident"),
            new FreshRow("fresh-lecture", "fresh processes of the lecture's job", JobShape.LECTURE, 10, 3, 30),
            new FreshRow("fresh-gru", "fresh processes of the GRU", GRU, 6, 3, 10),
            new FreshRow("fresh-lstm", "fresh processes of the LSTM", LSTM, 6, 3, 10),
            new FreshRow("fresh-rnn512", "fresh processes at hidden 512, batch 64", LARGE, 3, 1, 10),
            new FreshRow("fresh-lstm512", "fresh processes of the LSTM at hidden 512, batch 64", LARGE_LSTM, 2, 1, 10),
            new BackendRow("on-djl", "the lecture's job on Unroll's backend djl, and straight on DJL", "djl",
                    PeerKind.LIBTORCH_CUSTOM, 1),
            new BackendRow("on-nd4j", "the lecture's job on Unroll's backend nd4j, and DL4J's own", "nd4j",
                    PeerKind.DL4J, 4));

    private Rows() {
    }
}
