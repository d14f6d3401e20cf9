package unroll.bench.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Many fresh processes of one job: whether all of them come to speed.
 *
 * @param shape the job
 * @param epochs of a process
 * @param warmEpochs how many of them are not counted
 * @param processes how many, unless the command line says
 */
record FreshRow(String name, String title, JobShape shape, int epochs, int warmEpochs, int processes) implements Row {
    private static final double SLOWEST = 1.5;

    @Override
    public Result measure(Bench bench) throws InterruptedException {
        Result result = Result.of(name, title);
        Contender unroll = bench.unroll(1);
        int count = bench.processes() == 0 ? processes : bench.processes();
        TrainingRuns runs = TrainingRuns.of(bench, count, List.of(unroll), shape, epochs, warmEpochs, false);
        Function<Contender, Sample> ofProcesses = contender -> runs.sample(contender,
                run -> new double[] {new Sample(run.after(warmEpochs)).median()});
        runs.report(result, ofProcesses);
        if (runs.has(unroll)) {
            Sample steady = ofProcesses.apply(unroll);
            Sample wall = runs.wall(unroll);
            result.verdicts().add(slowest("steady epochs", steady));
            result.verdicts().add(slowest("wall", wall));
            result.notes().add(String.format(Locale.ROOT,
                    "%d processes; wall of %d epochs: median %.2f s, %.2f to %.2f s", count, epochs, wall.median(),
                    wall.min(), wall.max()));
        }
        return result;
    }

    private static Verdict slowest(String what, Sample sample) {
        return Verdict.atMost("slowest to median, " + what, sample.max() / sample.median(), SLOWEST, "x");
    }
}
