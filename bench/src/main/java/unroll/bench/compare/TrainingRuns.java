package unroll.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Trainings of several contenders, each process of one followed by one of the next. */
final class TrainingRuns {
    private final Map<Contender, List<Training>> runs = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final int warmEpochs;

    private TrainingRuns(int warmEpochs) {
        this.warmEpochs = warmEpochs;
    }

    /**
     * Runs them all.
     *
     * @param epochs of each process, of those that need not be bounded
     * @param warmEpochs how many of them are not counted
     * @param evaluating whether dev and test belong to it
     */
    static TrainingRuns of(Bench bench, List<? extends Contender> contenders, JobShape shape, int epochs,
            int warmEpochs,
            boolean evaluating) throws InterruptedException {
        return of(bench, bench.rounds(), contenders, shape, epochs, warmEpochs, evaluating);
    }

    /** As above, with another number of rounds. */
    static TrainingRuns of(Bench bench, int rounds, List<? extends Contender> contenders, JobShape shape, int epochs,
            int warmEpochs, boolean evaluating) throws InterruptedException {
        TrainingRuns all = new TrainingRuns(warmEpochs);
        List<Contender> able = new ArrayList<>();
        for (Contender contender : contenders) {
            String problem = contender.problem();
            if (problem != null) {
                all.problems.add(contender.name() + ": " + problem);
            } else if (bench.wants(contender)) {
                able.add(contender);
                all.runs.put(contender, new ArrayList<>());
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : List.copyOf(able)) {
                bench.progress(contender.name() + ", round " + round + " of " + rounds);
                try {
                    all.of(contender).add(contender.run(shape, epochs, evaluating));
                } catch (IOException e) {
                    all.problems.add(contender.name() + ": " + e.getMessage());
                    able.remove(contender);
                }
            }
        }
        return all;
    }

    List<Training> of(Contender contender) {
        return runs.getOrDefault(contender, new ArrayList<>());
    }

    /** Seconds of all steady epochs of a contender. */
    Sample steady(Contender contender) {
        int warm = contender.warmEpochs(warmEpochs);
        return sample(contender, training -> training.after(Math.min(warm, training.epochs().length - 1)));
    }

    /** Wall seconds of a contender's processes. */
    Sample wall(Contender contender) {
        return sample(contender, training -> new double[] {training.wall()});
    }

    /** Whether a contender ran at all. */
    boolean has(Contender contender) {
        return !of(contender).isEmpty();
    }

    /** Numbers of all processes of a contender. */
    Sample sample(Contender contender, Function<Training, double[]> numbers) {
        return new Sample(of(contender).stream().map(numbers).flatMapToDouble(Arrays::stream).toArray());
    }

    /** Adds a line for each contender, with its ratio to the first, and what could not run. */
    void report(Result result, Function<Contender, Sample> seconds) {
        double base = Double.NaN;
        for (Map.Entry<Contender, List<Training>> entry : runs.entrySet()) {
            if (entry.getValue().isEmpty()) {
                continue;
            }
            Training last = entry.getValue().getLast();
            Sample sample = seconds.apply(entry.getKey());
            double ratio = sample.median() / base;
            base = Double.isNaN(base) ? sample.median() : base;
            result.figures()
                    .add(new Result.Figure(entry.getKey().name(), last.version(), entry.getKey().threads(), sample, "s",
                            last.losses()[0], last.losses()[last.losses().length - 1], last.losses().length, ratio));
        }
        result.notes().addAll(problems);
    }
}
