package unroll.bench.compare;

import java.util.List;
import java.util.Locale;

/** From the start of the process to the end of the first epoch, its dev loss and its files included. */
record FirstEpochRow(String name, String title) implements Row {
    private static final int EPOCHS = 8;
    private static final int WARM = 3;
    private static final double EPOCHS_ALLOWED = 3;
    private static final double SECONDS_ALLOWED = 0.6;

    @Override
    public Result measure(Bench bench) throws InterruptedException {
        Result result = Result.of(name, title);
        Contender unroll = bench.unroll(1);
        TrainingRuns runs = TrainingRuns.of(bench, List.of(unroll), JobShape.LECTURE, EPOCHS, WARM, false);
        runs.report(result, contender -> runs.sample(contender, run -> new double[] {run.firstEpochAt()}));
        if (runs.has(unroll)) {
            double steady = runs.steady(unroll).median();
            double epoch = runs.sample(unroll, run -> new double[] {run.epochs()[0]}).median();
            result.verdicts().add(Verdict.atMost("seconds from start to the end of epoch 1",
                    runs.sample(unroll, run -> new double[] {run.firstEpochAt()}).median(),
                    EPOCHS_ALLOWED * steady + SECONDS_ALLOWED, " s"));
            result.notes().add(String.format(Locale.ROOT, "a steady epoch %.3f s, the first %.3f s", steady, epoch));
        }
        return result;
    }
}
