package unroll.core.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who takes part in which rung. An experiment that is no successive halving has one, for all. */
final class Rungs {
    private Rungs() {
    }

    /** Those that take part in a rung and have not ended it; the rungs before must have ended. */
    static List<Trial> pending(ExperimentPlan plan, int rung, List<Journal.Entry> entries) {
        Map<String, TrialOutcome> here = outcomes(rung, entries);
        return taking(plan, rung, entries).stream().filter(trial -> !here.containsKey(trial.name())).toList();
    }

    /** Those that take part: all, and from the second rung on those with the lowest dev losses in the one before. */
    static List<Trial> taking(ExperimentPlan plan, int rung, List<Journal.Entry> entries) {
        if (rung == 0) {
            return plan.trials();
        }
        List<TrialOutcome.Finished> before = new ArrayList<>();
        for (TrialOutcome outcome : outcomes(rung - 1, entries).values()) {
            if (outcome instanceof TrialOutcome.Finished finished) {
                before.add(finished);
            }
        }
        before.sort(Comparator.comparingDouble((TrialOutcome.Finished each) -> each.figures().devLoss())
                .thenComparing(each -> each.trial().name()));
        return before.stream().limit(plan.rungs().get(rung).trials()).map(TrialOutcome.Finished::trial).toList();
    }

    private static Map<String, TrialOutcome> outcomes(int rung, List<Journal.Entry> entries) {
        Map<String, TrialOutcome> outcomes = new HashMap<>();
        for (Journal.Entry entry : entries) {
            if (entry.rung() == rung) {
                outcomes.put(entry.outcome().trial().name(), entry.outcome());
            }
        }
        return outcomes;
    }
}
