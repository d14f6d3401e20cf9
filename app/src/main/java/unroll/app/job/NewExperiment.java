package unroll.app.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.experiment.ComparisonPlanner;
import unroll.core.experiment.ComparisonRequest;
import unroll.core.experiment.ExperimentFile;
import unroll.core.experiment.ExperimentPlan;
import unroll.core.experiment.SweepRequest;
import unroll.core.experiment.Trial;

/** An experiment that is asked for, with settings resolved and checked; its plan needs the data. */
public sealed interface NewExperiment {
    /** What all trials share, complete. */
    LayeredConfig settings();

    /** What the user should know before it begins, each a sentence. */
    List<String> warnings();

    /** What is to be tried. */
    ExperimentPlan plan(ExperimentData data);

    /** A comparison. */
    final class Comparison implements NewExperiment {
        private static final List<ConfigKey> DATA = List.of(ConfigKey.DATA, ConfigKey.TOKENIZER,
                ConfigKey.TOKENIZER_OPTIONS, ConfigKey.SPLIT_SEED);

        private final LayeredConfig settings;
        private final ComparisonRequest request;
        private final ComparisonPlanner planner;
        private final Surroundings surroundings;

        /**
         * Resolves and checks.
         *
         * @param given what options set for all variants
         * @param file the user's file, or null
         * @param options what other options say, which come before the file
         * @throws UsageException if file or options are wrong, or a variant cannot be
         */
        public Comparison(LayeredConfig given, @Nullable String file, ComparisonOptions options,
                Surroundings surroundings) {
            ComparisonRequest read = file == null
                    ? ComparisonRequest.EMPTY
                    : ExperimentFile.comparison(surroundings.path(file), file);
            LayeredConfig beside = file == null
                    ? read.settings()
                    : Configuration.beside(read.settings(), surroundings.path(file), surroundings);
            this.surroundings = surroundings;
            this.settings = Configuration.resolve(given, beside, surroundings);
            Map<String, LayeredConfig> variants = new LinkedHashMap<>();
            options.variants(read.variants()).forEach((name, changes) -> variants.put(name, file == null
                    ? changes
                    : Configuration.beside(changes, surroundings.path(file), surroundings)));
            this.request = options.over(read, variants, settings.runConfig().seed());
            this.planner = new ComparisonPlanner(settings, request);
            planner.variants().values().forEach(all -> check(all, surroundings));
        }

        @Override
        public LayeredConfig settings() {
            return settings;
        }

        @Override
        public List<String> warnings() {
            boolean differ = request.variants().values().stream()
                    .anyMatch(changes -> DATA.stream().anyMatch(changes::has));
            List<String> warnings = new ArrayList<>(ofSettings(planner.variants().values().stream()));
            if (differ) {
                warnings.add("variants differ in data, tokenizer or split: their losses are not of the same text, and "
                        + "the test of differences means nothing");
            }
            return warnings;
        }

        @Override
        public ExperimentPlan plan(ExperimentData data) {
            ExperimentPlan plan = planner.plan(data::vocabularySize, surroundings.installed().get().cells(),
                    data.sha256());
            plan.trials().forEach(trial -> Configuration.check(trial.settings(), surroundings));
            return plan;
        }
    }

    /** A sweep. */
    final class Sweep implements NewExperiment {
        private final SweepRequest request;
        private final LayeredConfig settings;
        private final List<Trial> trials;

        /**
         * Resolves and checks.
         *
         * @param given what options set for all trials
         * @param file the user's file
         * @throws UsageException if file or options are wrong, or a trial cannot be
         */
        public Sweep(LayeredConfig given, String file, Surroundings surroundings) {
            this.request = ExperimentFile.sweep(surroundings.path(file), file);
            this.settings = Configuration.resolve(given,
                    Configuration.beside(request.settings(), surroundings.path(file), surroundings), surroundings);
            List<Trial> found = new ArrayList<>();
            for (Trial trial : request.space().trials(request.method(), settings)) {
                LayeredConfig all = Configuration.beside(trial.settings(), surroundings.path(file), surroundings);
                check(all, surroundings);
                found.add(new Trial(trial.name(), trial.variant(), trial.changed(), all));
            }
            this.trials = found;
            request.check(settings);
        }

        @Override
        public LayeredConfig settings() {
            return settings;
        }

        @Override
        public List<String> warnings() {
            return ofSettings(trials.stream().map(Trial::settings));
        }

        @Override
        public ExperimentPlan plan(ExperimentData data) {
            return new ExperimentPlan.Sweep(settings, request.method(), request.space().keys(), trials, data.sha256());
        }
    }

    /** Of the first that deserves any: the others' are of the same kind. */
    private static List<String> ofSettings(Stream<LayeredConfig> all) {
        return all.map(each -> SettingsWarnings.of(each.runConfig())).filter(each -> !each.isEmpty()).findFirst()
                .orElse(List.of());
    }

    private static void check(LayeredConfig all, Surroundings surroundings) {
        Configuration.check(all, surroundings);
        Configuration.checkBackend(all, surroundings);
    }
}
