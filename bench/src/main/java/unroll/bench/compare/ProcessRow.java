package unroll.bench.compare;

import java.util.List;
import java.util.Locale;

/** The lecture's whole process, ten epochs with dev and test, start of the JVM included, one thread. */
record ProcessRow(String name, String title) implements Row {
    private static final int EPOCHS = 10;
    private static final double AT_LEAST = 12;

    @Override
    public Result measure(Bench bench) throws InterruptedException {
        Result result = Result.of(name, title);
        Contender unroll = bench.unroll(1);
        Contender libtorch = bench.peer(PeerKind.LIBTORCH_CUSTOM, 1);
        Contender fused = bench.peer(PeerKind.LIBTORCH_FUSED, 1);
        TrainingRuns runs = TrainingRuns.of(bench, List.of(unroll, libtorch, fused), JobShape.LECTURE, EPOCHS, 0, true);
        runs.report(result, runs::wall);
        if (runs.has(unroll) && runs.has(libtorch)) {
            result.verdicts().add(Verdict.atLeast("times as fast as " + libtorch.name(),
                    runs.wall(libtorch).median() / runs.wall(unroll).median(), AT_LEAST, "x"));
        }
        for (Contender contender : List.of(unroll, libtorch, fused)) {
            if (runs.has(contender)) {
                result.notes().add(String.format(Locale.ROOT, "%s: test loss %.4f", contender.name(),
                        runs.of(contender).getLast().testLoss()));
            }
        }
        return result;
    }
}
