package unroll.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import unroll.app.console.Numbers;
import unroll.app.page.Part;
import unroll.core.config.ConfigKey;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.TrialOutcome;

/**
 * The dev loss over each setting of a sweep, a dot a trial: on an axis of numbers, or, where the values are no numbers or
 * no amounts, by name.
 */
final class EffectCharts {
    /** From this quotient of highest and lowest on, a setting is shown by its logarithm. */
    private static final double WIDE = 10;
    /** Share of the room of a name that its dots may take. */
    private static final double ROOM = 0.5;
    private static final double CLOSEST = 0.1;
    private static final int MOST_SEEDS = 12;

    private EffectCharts() {
    }

    static List<Part.Chart> of(SweepResult result) {
        List<TrialOutcome.Finished> trials = finished(result);
        return trials.isEmpty() ? List.of() : result.keys().stream().map(key -> chart(result, trials, key)).toList();
    }

    /** The trials that came to an end, the lowest dev loss first. */
    static List<TrialOutcome.Finished> finished(SweepResult result) {
        return result.outcomes().stream().filter(TrialOutcome.Finished.class::isInstance)
                .map(TrialOutcome.Finished.class::cast).toList();
    }

    /**
     * Something to draw.
     *
     * @param across place on the lower axis
     * @param loss dev loss
     * @param epochs that the trial was trained for; 0 for a mean
     */
    private record Dot(double across, double loss, int epochs) {
    }

    private static Part.Chart chart(SweepResult result, List<TrialOutcome.Finished> trials, String key) {
        Map<String, List<TrialOutcome.Finished>> byValue = trials.stream().collect(Collectors.groupingBy(
                trial -> trial.trial().change(key), LinkedHashMap::new, Collectors.toList()));
        return isAmount(key, byValue.keySet())
                ? ofNumbers(result, trials, key)
                : ofNames(result, byValue, trials.size(), key);
    }

    /** One seed is not more than another. */
    private static boolean isAmount(String key, Set<String> values) {
        return areNumbers(values) && (!key.equals(ConfigKey.SEED.key()) || values.size() > MOST_SEEDS);
    }

    /** Whether all values of a setting are numbers. */
    static boolean areNumbers(Set<String> values) {
        for (String value : values) {
            try {
                Double.parseDouble(value);
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return true;
    }

    private static Part.Chart ofNumbers(SweepResult result, List<TrialOutcome.Finished> trials, String key) {
        List<Dot> dots = new ArrayList<>();
        for (TrialOutcome.Finished trial : trials) {
            dots.add(dot(Double.parseDouble(trial.trial().change(key)), trial));
        }
        dots.sort(Comparator.comparingDouble(Dot::across));
        double[] places = dots.stream().mapToDouble(Dot::across).toArray();
        boolean wide = places[0] > 0 && places[places.length - 1] / places[0] >= WIDE;
        return new Part.Chart(id(key), title(key), note(result), alt(trials.size(), key) + ".",
                new Part.Across(key, places, wide), false, series(result, dots));
    }

    /** Values in the order of their mean dev losses; seeds, which are not better or worse, in their own. */
    private static Part.Chart ofNames(SweepResult result, Map<String, List<TrialOutcome.Finished>> byValue, int trials,
            String key) {
        Map<String, Double> means = new LinkedHashMap<>();
        byValue.forEach((value, each) -> means.put(value,
                each.stream().mapToDouble(trial -> trial.figures().devLoss()).average().orElseThrow()));
        List<String> values = new ArrayList<>(byValue.keySet());
        values.sort(key.equals(ConfigKey.SEED.key())
                ? Comparator.comparingLong(Long::parseLong)
                : Comparator.comparingDouble(means::get));
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<TrialOutcome.Finished> each = byValue.getOrDefault(values.get(i), List.of());
            double apart = Math.min(CLOSEST, ROOM / each.size());
            for (int j = 0; j < each.size(); j++) {
                dots.add(dot(i + (j - (each.size() - 1) / 2.0) * apart, each.get(j)));
            }
            if (!isHalving(result)) {
                dots.add(new Dot(i, means.getOrDefault(values.get(i), Double.NaN), 0));
            }
        }
        dots.sort(Comparator.comparingDouble(Dot::across));
        List<String> names = values.stream().map(ExperimentWords::value).toList();
        String spoken = isHalving(result)
                ? "."
                : "; in the mean " + values.stream().map(value -> names.get(values.indexOf(value)) + " "
                        + Numbers.loss(means.getOrDefault(value, Double.NaN))).collect(Collectors.joining(", ")) + ".";
        return new Part.Chart(id(key), title(key), note(result), alt(trials, key) + spoken,
                Part.Across.of(key, dots.stream().mapToDouble(Dot::across).toArray(), names), false,
                series(result, dots));
    }

    /** Trials that were trained for as long have a colour of their own: losses after one epoch and nine differ anyway. */
    private static List<Part.Series> series(SweepResult result, List<Dot> dots) {
        List<Part.Series> series = new ArrayList<>();
        if (isHalving(result)) {
            SortedSet<Integer> epochs = new TreeSet<>(dots.stream().map(Dot::epochs).toList());
            for (int each : epochs) {
                series.add(new Part.Series("after " + Numbers.count(each, "epoch"),
                        losses(dots, each, each), Part.Style.dots(series.size())));
            }
            return series;
        }
        series.add(new Part.Series("dev loss", losses(dots, 1, Integer.MAX_VALUE), Part.Style.dots(0)));
        if (dots.stream().anyMatch(dot -> dot.epochs() == 0)) {
            series.add(new Part.Series("mean", losses(dots, 0, 0), Part.Style.bars(1)));
        }
        return series;
    }

    private static double[] losses(List<Dot> dots, int fewest, int most) {
        return dots.stream().mapToDouble(
                dot -> dot.epochs() >= fewest && dot.epochs() <= most ? dot.loss() : Double.NaN).toArray();
    }

    private static Dot dot(double across, TrialOutcome.Finished trial) {
        return new Dot(across, trial.figures().devLoss(), trial.figures().epochs());
    }

    private static boolean isHalving(SweepResult result) {
        return result.method().equals("halving");
    }

    private static String id(String key) {
        return "effect-" + key;
    }

    private static String title(String key) {
        return "Dev loss by " + key;
    }

    private static String note(SweepResult result) {
        int failed = result.outcomes().size() - finished(result).size();
        return "A dot is a trial" + (isHalving(result) ? ", after the epochs that it came to." : ".")
                + (failed == 0
                        ? ""
                        : " " + Numbers.count(failed) + (failed == 1 ? " that failed has" : " that failed have")
                                + " no place.");
    }

    private static String alt(int trials, String key) {
        return "Dots: the dev loss of " + Numbers.count(trials, "trial") + " by " + key;
    }
}
