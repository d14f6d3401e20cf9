package unroll.app.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import unroll.app.console.Numbers;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.RunConfig;
import unroll.core.experiment.ComparisonResult;
import unroll.core.experiment.ExperimentFolder;
import unroll.core.experiment.ExperimentPlan;
import unroll.core.experiment.ExperimentResult;
import unroll.core.experiment.SweepResult;
import unroll.core.experiment.Trial;
import unroll.core.experiment.TrialOutcome;
import unroll.core.run.Provenance;
import unroll.core.run.RunFolder;
import unroll.core.run.SamplesFile;
import unroll.core.train.EpochMetrics;

/** The report of a comparison or a sweep, out of the files in its folder. */
public final class ExperimentPage {
    private static final int BEST_TRIALS = 3;

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
        samples(folder, result).ifPresent(parts::add);
        parts.add(new Part.Facts("Settings that all share", shared(folder.plan())));
        parts.add(provenance(folder));
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

    /** Of a comparison each variant with its first seed, of a sweep the best trials. */
    private static Optional<Part> samples(ExperimentFolder folder, ExperimentResult result) {
        Map<String, Trial> shown = new LinkedHashMap<>();
        for (TrialOutcome outcome : result.outcomes()) {
            if (outcome instanceof TrialOutcome.Finished(Trial trial, var figures)) {
                switch (result) {
                    case ComparisonResult comparison -> shown.putIfAbsent(trial.variant(), trial);
                    case SweepResult sweep when shown.size() < BEST_TRIALS -> shown.put(trial.name() + ": "
                            + ExperimentWords.settings(SweepParts.settings(sweep, trial)), trial);
                    case SweepResult sweep -> {
                    }
                }
            }
        }
        Map<String, List<SamplesFile.Line>> models = new LinkedHashMap<>();
        shown.forEach((name, trial) -> models.put(name, RunFolder.open(folder.run(trial)).samples().lines()));
        return models.values().stream().allMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(SampleParts.of(models, result instanceof ComparisonResult
                        ? "Of each variant with its first seed."
                        : "Of the trials with the lowest dev losses."));
    }

    private static Part.Facts provenance(ExperimentFolder folder) {
        List<Provenance> sources = new ArrayList<>();
        Set<Long> seeds = new TreeSet<>();
        Set<Long> splitSeeds = new TreeSet<>();
        for (Trial trial : folder.plan().trials()) {
            Provenance.find(folder.run(trial)).ifPresent(sources::add);
            RunConfig config = trial.settings().runConfig();
            seeds.add(config.seed());
            splitSeeds.add(config.data().splitSeed());
        }
        return ProvenanceParts.of(sources, folder.plan().dataSha256(), ProvenanceParts.seeds(seeds, splitSeeds));
    }

    /** Without what any trial has of its own. */
    private static List<Part.Fact> shared(ExperimentPlan plan) {
        Set<ConfigKey> own = EnumSet.of(ConfigKey.SEED);
        plan.trials().forEach(trial -> own.addAll(trial.changed()));
        return settings(plan.settings(), own);
    }

    /** All settings as names and values. */
    static List<Part.Fact> settings(LayeredConfig settings) {
        return settings(settings, Set.of());
    }

    private static List<Part.Fact> settings(LayeredConfig settings, Set<ConfigKey> without) {
        List<Part.Fact> facts = new ArrayList<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (settings.has(key) && !without.contains(key)) {
                Object value = settings.get(key).value();
                facts.add(new Part.Fact(key.key(), value == null ? "none" : value.toString()));
            }
        }
        return facts;
    }
}
