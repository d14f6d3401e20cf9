package unroll.bench.compare;

import java.util.List;

/**
 * The lecture's job on one of Unroll's other backends beside the same job straight on that library, one thread each.
 *
 * @param backend Unroll's name of it
 * @param peer the library itself
 * @param atLeast how many times as long the library itself must take
 */
record BackendRow(String name, String title, String backend, PeerKind peer, double atLeast) implements Row {
    private static final int EPOCHS = 3;

    @Override
    public Result measure(Bench bench) throws InterruptedException {
        Result result = Result.of(name, title);
        Contender unroll = bench.unroll(backend, 1);
        Contender straight = bench.peer(peer, 1);
        TrainingRuns runs = TrainingRuns.of(bench, List.of(unroll, straight), JobShape.LECTURE, EPOCHS, 1, false);
        runs.report(result, runs::steady);
        if (runs.has(unroll) && runs.has(straight)) {
            result.verdicts().add(Verdict.atLeast("times as fast as " + straight.name(),
                    runs.steady(straight).median() / runs.steady(unroll).median(), atLeast, "x"));
        }
        return result;
    }
}
