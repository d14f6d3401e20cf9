package unroll.bench.compare;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import unroll.bench.worker.Allocation;

/** What a step of the lecture's job allocates in the steady state, and the most memory that the job takes. */
record MemoryRow(String name, String title) implements Row {
    private static final double MEGA = 1e6;
    private static final double KIBI = 1024;
    private static final double MOST_RESIDENT = 250;
    private static final double MOST_ALLOCATED = 8;
    /** An array without elements has 16: what is less, by the step, is not each step's. Looking at the heap leaves some. */
    private static final double MOST_OF_ARRAYS = 8;
    private static final int EPOCHS = 10;

    @Override
    public Result measure(Bench bench) throws IOException, InterruptedException {
        Result result = Result.of(name, title);
        bench.progress("allocation");
        Child child = Child.run(bench.worker(Allocation.class, List.of("-Xms3g", "-Xmx3g", "-Xmn2500m"),
                bench.dataArgument(), "1"), Map.of());
        String[] bytes = child.values("step").getFirst();
        result.figures().add(figure("allocated a step, all", Double.parseDouble(bytes[0]) / KIBI, "KiB"));
        result.figures().add(figure("of it in arrays", Double.parseDouble(bytes[1]) / KIBI, "KiB"));
        Contender unroll = bench.unroll(1);
        TrainingRuns runs = TrainingRuns.of(bench, List.of(unroll), JobShape.LECTURE, EPOCHS, 0, true);
        result.verdicts()
                .add(Verdict.atMost("bytes of arrays a step", Double.parseDouble(bytes[1]), MOST_OF_ARRAYS, ""));
        result.verdicts()
                .add(Verdict.atMost("KiB a step in all", Double.parseDouble(bytes[0]) / KIBI, MOST_ALLOCATED, ""));
        if (runs.has(unroll)) {
            Sample peak = runs.sample(unroll, run -> new double[] {run.peakBytes() / MEGA});
            result.figures().add(Result.Figure.of("resident at most", "Unroll", 1, peak, "MB"));
            result.verdicts().add(Verdict.atMost("MB resident at most", peak.median(), MOST_RESIDENT, ""));
        }
        for (String[] line : child.values("class")) {
            result.notes().add(String.join(" ", line));
        }
        return result;
    }

    private static Result.Figure figure(String name, double value, String unit) {
        return Result.Figure.of(name, "Unroll", 1, new Sample(new double[] {value}), unit);
    }
}
