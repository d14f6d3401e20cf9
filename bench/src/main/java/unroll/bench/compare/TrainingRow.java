package unroll.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unroll.bench.job.CountedWork;

/**
 * Steady epochs of a job, one thread each, beside peers.
 *
 * @param shape the job
 * @param epochs of a process of Unroll
 * @param warmEpochs how many of them are not counted
 * @param peers what it is held against
 */
record TrainingRow(String name, String title, JobShape shape, int epochs, int warmEpochs, List<Goal> peers)
        implements
            Row {
    private static final double SHARE_OF_PEAK = 0.6;

    /**
     * A peer.
     *
     * @param atLeast how many times as long it must take; 0 where that is reported alone
     */
    record Goal(PeerKind peer, double atLeast) {
    }

    @Override
    public Result measure(Bench bench) throws IOException, InterruptedException {
        Result result = Result.of(name, title);
        Contender unroll = bench.unroll(1);
        List<Contender> contenders = new ArrayList<>(List.of(unroll));
        for (Goal goal : peers) {
            contenders.add(bench.peer(goal.peer(), 1));
        }
        TrainingRuns runs = TrainingRuns.of(bench, contenders, shape, epochs, warmEpochs, false);
        runs.report(result, runs::steady);
        if (runs.has(unroll)) {
            double median = runs.steady(unroll).median();
            for (Goal goal : peers) {
                Contender peer = bench.peer(goal.peer(), 1);
                if (goal.atLeast() > 0 && runs.has(peer)) {
                    result.verdicts().add(Verdict.atLeast("times as fast as " + peer.name(),
                            runs.steady(peer).median() / median, goal.atLeast(), "x"));
                }
            }
            share(bench, result, median);
        }
        return result;
    }

    private void share(Bench bench, Result result, double seconds) throws IOException, InterruptedException {
        Jobs jobs = bench.jobs();
        CountedWork work = new CountedWork(shape.cell().gates(), jobs.vocabulary(), shape.hidden());
        int batches = Math.ceilDiv(jobs.items(), shape.batchSize());
        double peak = bench.peak().flopsPerSecond();
        double floor = work.floor(batches, jobs.tokens(), peak);
        result.notes()
                .add(String.format(Locale.ROOT, "counted work %.2f GFLOP an epoch, %.3f s at the peak of %.1f GFLOP/s",
                        work.flops(batches, jobs.tokens()) / 1e9, floor, peak / 1e9));
        result.verdicts()
                .add(Verdict.atLeast("share of the peak, percent", 100 * floor / seconds, 100 * SHARE_OF_PEAK, ""));
    }
}
