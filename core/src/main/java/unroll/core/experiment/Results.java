package unroll.core.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import unroll.core.statistics.PairedDifference;
import unroll.core.statistics.RankCorrelation;
import unroll.core.statistics.Spread;

/** Makes a result of a plan and what has become of its trials. */
final class Results {
    private Results() {
    }

    static ExperimentResult of(ExperimentPlan plan, List<Journal.Entry> entries) {
        return switch (plan) {
            case ExperimentPlan.Comparison comparison -> comparison(comparison, entries);
            case ExperimentPlan.Sweep sweep -> sweep(sweep, entries);
        };
    }

    private static ComparisonResult comparison(ExperimentPlan.Comparison plan, List<Journal.Entry> entries) {
        Map<String, TrialOutcome> byTrial = last(entries);
        List<TrialOutcome> outcomes = new ArrayList<>();
        for (Trial trial : plan.trials()) {
            TrialOutcome outcome = byTrial.get(trial.name());
            if (outcome != null) {
                outcomes.add(outcome);
            }
        }
        List<String> names = plan.variants();
        List<VariantResult> variants = names.stream().map(name -> variant(name, plan, outcomes)).toList();
        List<VariantDifference> differences = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                differences.add(difference(names.get(i), names.get(j), outcomes));
            }
        }
        return new ComparisonResult(plan.budget(), variants, differences, outcomes,
                plan.trials().size() - outcomes.size());
    }

    private static VariantResult variant(String name, ExperimentPlan.Comparison plan, List<TrialOutcome> outcomes) {
        Trial first = plan.trials().stream().filter(trial -> trial.variant().equals(name)).findFirst().orElseThrow();
        List<TrialFigures> figures = new ArrayList<>(bySeed(name, outcomes).values());
        int failed = (int) outcomes.stream()
                .filter(each -> each instanceof TrialOutcome.Failed && each.trial().variant().equals(name)).count();
        return new VariantResult(name, first.changes(), figures.isEmpty() ? 0 : figures.getFirst().parameters(),
                spread(figures, TrialFigures::devLoss), spread(figures, TrialFigures::testLoss),
                spread(figures, TrialFigures::seconds), spread(figures, TrialFigures::tokensPerSecond), failed);
    }

    private static Map<Long, TrialFigures> bySeed(String variant, List<TrialOutcome> outcomes) {
        Map<Long, TrialFigures> figures = new LinkedHashMap<>();
        for (TrialOutcome outcome : outcomes) {
            if (outcome instanceof TrialOutcome.Finished finished && outcome.trial().variant().equals(variant)) {
                figures.put(outcome.trial().seed(), finished.figures());
            }
        }
        return figures;
    }

    private static VariantDifference difference(String first, String second, List<TrialOutcome> outcomes) {
        Map<Long, TrialFigures> one = bySeed(first, outcomes);
        Map<Long, TrialFigures> other = bySeed(second, outcomes);
        List<TrialFigures> left = new ArrayList<>();
        List<TrialFigures> right = new ArrayList<>();
        one.forEach((seed, figures) -> {
            TrialFigures paired = other.get(seed);
            if (paired != null) {
                left.add(figures);
                right.add(paired);
            }
        });
        return new VariantDifference(first, second,
                PairedDifference.of(numbers(left, TrialFigures::devLoss), numbers(right, TrialFigures::devLoss)),
                PairedDifference.of(numbers(left, TrialFigures::testLoss), numbers(right, TrialFigures::testLoss)));
    }

    private static SweepResult sweep(ExperimentPlan.Sweep plan, List<Journal.Entry> entries) {
        List<TrialOutcome> outcomes = new ArrayList<>(last(entries).values());
        outcomes.sort(Comparator.comparingDouble(Results::devLoss).thenComparing(each -> each.trial().name()));
        List<TrialOutcome.Finished> firsts = new ArrayList<>();
        for (Journal.Entry entry : entries) {
            if (entry.rung() == 0 && entry.outcome() instanceof TrialOutcome.Finished finished) {
                firsts.add(finished);
            }
        }
        List<SettingEffect> effects = plan.keys().stream().map(key -> effect(key, plan, firsts)).toList();
        return new SweepResult(plan.method().name(), plan.keys(), outcomes, effects, missing(plan, entries));
    }

    /** Trials that are still to take part in a rung. */
    private static int missing(ExperimentPlan.Sweep plan, List<Journal.Entry> entries) {
        Set<String> missing = new LinkedHashSet<>();
        for (int rung = 0; rung < plan.rungs().size(); rung++) {
            List<Trial> pending = Rungs.pending(plan, rung, entries);
            pending.forEach(trial -> missing.add(trial.name()));
            if (!pending.isEmpty()) {
                break;
            }
        }
        return missing.size();
    }

    private static double devLoss(TrialOutcome outcome) {
        return outcome instanceof TrialOutcome.Finished finished
                ? finished.figures().devLoss()
                : Double.POSITIVE_INFINITY;
    }

    private static SettingEffect effect(String key, ExperimentPlan.Sweep plan, List<TrialOutcome.Finished> trials) {
        double[] losses = trials.stream().mapToDouble(each -> each.figures().devLoss()).toArray();
        double[] values = new double[losses.length];
        boolean numbers = true;
        Map<String, List<Double>> byValue = new LinkedHashMap<>();
        // In the order of the plan, which is that of the search space.
        plan.trials().forEach(trial -> byValue.putIfAbsent(trial.change(key), new ArrayList<>()));
        for (int i = 0; i < values.length; i++) {
            String value = trials.get(i).trial().change(key);
            byValue.getOrDefault(value, new ArrayList<>()).add(losses[i]);
            try {
                values[i] = Double.parseDouble(value);
            } catch (NumberFormatException e) {
                numbers = false;
            }
        }
        Map<String, Spread> spreads = new LinkedHashMap<>();
        if (2 * byValue.size() <= plan.trials().size()) {
            byValue.forEach((value, list) -> spreads.put(value,
                    Spread.of(list.stream().mapToDouble(Double::doubleValue).toArray())));
        }
        return new SettingEffect(key, numbers ? RankCorrelation.spearman(values, losses) : Double.NaN, losses.length,
                spreads);
    }

    /** The latest of each trial, in the order in which trials were first heard of. */
    private static Map<String, TrialOutcome> last(List<Journal.Entry> entries) {
        Map<String, TrialOutcome> last = new LinkedHashMap<>();
        Map<String, Integer> rungs = new HashMap<>();
        for (Journal.Entry entry : entries) {
            String name = entry.outcome().trial().name();
            if (entry.rung() >= rungs.getOrDefault(name, 0)) {
                rungs.put(name, entry.rung());
                last.put(name, entry.outcome());
            }
        }
        return last;
    }

    private static Spread spread(List<TrialFigures> figures, ToDoubleFunction<TrialFigures> figure) {
        return Spread.of(numbers(figures, figure));
    }

    private static double[] numbers(List<TrialFigures> figures, ToDoubleFunction<TrialFigures> figure) {
        return figures.stream().mapToDouble(figure).toArray();
    }
}
