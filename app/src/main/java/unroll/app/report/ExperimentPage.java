package unroll.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unroll.app.console.Numbers;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.experiment.ComparisonResult;
import unroll.core.experiment.ExperimentFolder;
import unroll.core.experiment.ExperimentResult;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.TrialOutcome;
import unroll.core.run.RunFolder;
import unroll.core.train.EpochMetrics;

/** The report of a comparison or a sweep, out of the files in its folder. */
public final class ExperimentPage {
    private ExperimentPage() {
    }

    /**
     * Reads an experiment and says what there is to say of it so far.
     *
     * @throws unroll.api.error.ModelFormatException if a file is damaged
     */
    public static Page of(ExperimentFolder folder) {
        ExperimentResult result = folder.result();
        List<Part> parts = new ArrayList<>(switch (result) {
            case ComparisonResult comparison -> ComparisonParts.of(comparison, curves(folder, result));
            case SweepResult sweep -> SweepParts.of(sweep);
        });
        failures(result).ifPresent(parts::add);
        parts.add(new Part.Facts("Settings that all share", settings(folder.plan().settings())));
        parts.add(
                new Part.Facts("Provenance", List.of(new Part.Fact("Data", "SHA-256 " + folder.plan().dataSha256()))));
        String title = String.valueOf(folder.path().getFileName());
        return switch (result) {
            case ComparisonResult comparison -> new Page(title, ComparisonReport.caption(comparison),
                    ComparisonParts.headline(comparison), parts);
            case SweepResult sweep -> new Page(title, "A sweep by " + sweep.method() + " over "
                    + String.join(", ", sweep.keys()) + ". Losses are in nats per token.", SweepParts.headline(sweep),
                    parts);
        };
    }

    /** The epochs of each run that has any, by the trial's name. */
    private static Map<String, List<EpochMetrics>> curves(ExperimentFolder folder, ExperimentResult result) {
        Map<String, List<EpochMetrics>> curves = new LinkedHashMap<>();
        for (TrialOutcome outcome : result.outcomes()) {
            if (outcome instanceof TrialOutcome.Finished) {
                curves.put(outcome.trial().name(), RunFolder.open(folder.run(outcome.trial())).metrics().epochs());
            }
        }
        return curves;
    }

    private static Optional<Part> failures(ExperimentResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (TrialOutcome outcome : result.outcomes()) {
            if (outcome instanceof TrialOutcome.Failed failed) {
                rows.add(List.of(failed.trial().name(), ExperimentWords.reason(failed.reason()), failed.message()));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.Table(Numbers.count(rows.size(), "run") + " failed", "",
                        List.of(Part.Column.words("Run"), Part.Column.words("Why"), Part.Column.words("In its words")),
                        rows));
    }

    /** All settings as names and values. */
    static List<Part.Fact> settings(LayeredConfig settings) {
        List<Part.Fact> facts = new ArrayList<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (settings.has(key)) {
                Object value = settings.get(key).value();
                facts.add(new Part.Fact(key.key(), value == null ? "none" : value.toString()));
            }
        }
        return facts;
    }
}
