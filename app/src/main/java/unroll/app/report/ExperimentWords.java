package unroll.app.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import unroll.app.console.Numbers;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.TrialOutcome;
import unroll.core.statistics.Spread;

/** Words and figures that reports of experiments share. */
final class ExperimentWords {
    private ExperimentWords() {
    }

    static String reason(TrialOutcome.Reason reason) {
        return switch (reason) {
            case DIVERGED -> "diverged";
            case MEMORY -> "out of memory";
            case BACKEND -> "backend";
            case PLUGIN -> "plugin";
            case SETTINGS -> "settings";
        };
    }

    /** A value of a setting as it is, which may be none. */
    static String whole(String text) {
        return text.equals("null") ? "none" : text;
    }

    /** Which trials tell how settings go together with the loss. */
    static String taken(SweepResult result) {
        int trials = result.effects().isEmpty() ? 0 : result.effects().getFirst().trials();
        int failed = result.outcomes().size() - trials;
        return "Over " + Numbers.count(trials, "trial")
                + (failed == 0
                        ? "."
                        : "; " + Numbers.count(failed) + (failed == 1 ? " that failed is" : " that failed are")
                                + " left out.");
    }

    /** {@code 2.0668 ± 0.0021}; without a spread the mean alone. */
    static String loss(Spread spread) {
        return Numbers.loss(spread.mean())
                + (Double.isNaN(spread.standardDeviation()) ? "" : " ± " + Numbers.loss(spread.standardDeviation()));
    }

    /** {@code lr 0.003, cell gru}: short numbers, because what was drawn has many digits. */
    static String settings(Map<String, String> settings) {
        return settings.entrySet().stream().map(each -> each.getKey() + " " + value(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A value of a setting, in a few digits; it may be none. */
    static String value(String text) {
        if (!text.matches("-?[0-9]+\\.[0-9]{4,}.*|.*E-?[0-9]+")) {
            return whole(text);
        }
        try {
            return String.format(Locale.ROOT, "%.3g", Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
