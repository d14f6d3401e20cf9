package unroll.bench.compare;

import java.util.List;

/**
 * Steady epochs of Unroll on one number of threads and on another.
 *
 * @param shape the job
 * @param epochs of a process
 * @param warmEpochs how many of them are not counted
 * @param threads what is held against one thread; 0 for Unroll's own choice
 * @param atLeast how many times as fast it must be
 */
record ThreadsRow(String name, String title, JobShape shape, int epochs, int warmEpochs, int threads, double atLeast)
        implements
            Row {
    @Override
    public Result measure(Bench bench) throws InterruptedException {
        Result result = Result.of(name, title);
        Contender one = bench.unroll(1);
        Contender other = bench.unroll(threads);
        TrainingRuns runs = TrainingRuns.of(bench, List.of(one, other), shape, epochs, warmEpochs, false);
        runs.report(result, runs::steady);
        if (runs.has(one) && runs.has(other)) {
            result.verdicts().add(Verdict.atLeast("times as fast as on one thread",
                    runs.steady(one).median() / runs.steady(other).median(), atLeast, "x"));
        }
        return result;
    }
}
