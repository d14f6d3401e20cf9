package unroll.app.job;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import unroll.api.nn.Cell;
import unroll.api.text.Tokenizer;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.RunConfig;
import unroll.core.data.Split;
import unroll.core.data.TokenSequences;
import unroll.core.gradients.GradientMeasurement;
import unroll.core.gradients.GradientStudy;
import unroll.core.gradients.LectureTable;
import unroll.core.gradients.StudyFile;
import unroll.core.gradients.TokenStream;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.plugin.Installed;
import unroll.core.run.Provenance;
import unroll.core.run.RunFolder;
import unroll.core.run.SamplesFile;
import unroll.core.setup.Setup;
import unroll.core.text.Lines;

/**
 * Measures how gradients fare in some models, on dev items of one text joined to sequences.
 *
 * @param subjects the models, at least one
 * @param data the text
 * @param steps the largest distance
 * @param sequences how many are walked along
 */
public record GradientJob(List<Subject> subjects, Data data, int steps, int sequences) {
    /** Tokens before the first state that is derived by: it should be one that occurs. */
    private static final int WARM_UP = 10;
    private static final List<ConfigKey> OF_MODEL = List.of(ConfigKey.TOKENIZER, ConfigKey.TOKENIZER_OPTIONS,
            ConfigKey.SPLIT_SEED, ConfigKey.CELL, ConfigKey.CELL_OPTIONS, ConfigKey.LAYERS, ConfigKey.HIDDEN_SIZE,
            ConfigKey.EMBEDDING_SIZE, ConfigKey.SEED);
    /** From here on a step takes seconds. */
    private static final int LARGE_STATE = 1024;

    /** The text, read when it is wanted. */
    @FunctionalInterface
    public interface Data {
        /** Reads it. */
        Lines read(Surroundings surroundings, InputStream in);
    }

    /**
     * A model to look at.
     *
     * @param name what tells it from the others
     * @param settings all of its settings
     * @param run the folder of its run, or null where it was not trained
     */
    public record Subject(String name, LayeredConfig settings, @Nullable Path run) {
        RunConfig config() {
            return settings.runConfig();
        }

        /** The settings that matter, as texts: without a run those of the model alone. */
        private Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            for (ConfigKey key : ConfigKey.values()) {
                if (settings.has(key) && (run != null || OF_MODEL.contains(key))) {
                    Object value = settings.get(key).value();
                    texts.put(key.key(), value == null ? "none" : value.toString());
                }
            }
            return texts;
        }

        private List<SamplesFile.Line> samples() {
            return run == null ? List.of() : RunFolder.open(run).samples().lines();
        }
    }

    /** The text of a run, which its splits mean something for. */
    public static Data dataOf(Path run) {
        return (surroundings, in) -> RunData.read(RunFolder.open(run), surroundings);
    }

    /**
     * What came of it.
     *
     * @param study the figures
     * @param folder where they were written
     */
    public record Outcome(GradientStudy study, Path folder) {
    }

    /**
     * Does it. The folder is made when all that can be known to fail before has not.
     *
     * @param messages is told what is being measured
     * @param warnings gets what deserves a remark
     */
    public Outcome run(Surroundings surroundings, InputStream in, OutputFolder output, Consumer<String> messages,
            Consumer<String> warnings) {
        Installed installed = surroundings.installed().get();
        subjects.forEach(subject -> Setup.cell(subject.config().model().cell(), installed.cells()));
        Lines lines = data.read(surroundings, in);
        Path folder = output.place(surroundings);
        StudyFile.create(folder, output.overwrite())
                .ifPresent(old -> warnings.accept("the folder that was there is now " + old));
        Provenance.of(lines.source(), lines.sha256(), lines.items().size(), "", "", 0, surroundings.commandLine())
                .write(folder);
        List<GradientStudy.Subject> measured = new ArrayList<>();
        List<LectureTable.Row> table = List.of();
        for (Subject subject : subjects) {
            Tokenizer tokenizer = tokenizer(subject, lines, installed);
            TokenSequences items = TokenSequences.of(
                    Split.of(lines.items(), subject.config().data().splitSeed()).dev(), tokenizer);
            measured.add(measure(subject, tokenizer, items, installed, messages));
            if (table.isEmpty()) {
                messages.accept("measuring the lecture's table ...");
                table = LectureTable.measure(tokenizer.vocabularySize(), subject.config().model().hiddenSize(),
                        subject.config().seed(), TokenStream.cut(items, 1, WARM_UP + LectureTable.longest())[0],
                        WARM_UP);
            }
        }
        GradientStudy study = new GradientStudy(lines.source(), sequences, WARM_UP, steps, measured, table,
                subjects.getFirst().config().model().hiddenSize());
        StudyFile.write(folder, study);
        return new Outcome(study, folder);
    }

    private static Tokenizer tokenizer(Subject subject, Lines lines, Installed installed) {
        return subject.run() == null
                ? installed.tokenizers().train(subject.config().data().tokenizer().name(), lines.items(),
                        subject.config().data().tokenizer().options())
                : RunFolder.open(subject.run()).tokenizer(installed.tokenizers());
    }

    private GradientStudy.Subject measure(Subject subject, Tokenizer tokenizer, TokenSequences items,
            Installed installed, Consumer<String> messages) {
        RunConfig config = subject.config();
        LanguageModel model = Setup.model(config.model(), tokenizer.vocabularySize(), installed.cells());
        Cell cell = Setup.cell(config.model().cell(), installed.cells());
        int state = model.stateParts() * config.model().hiddenSize();
        messages.accept("measuring " + subject.name() + ", whose state has " + state + " numbers ..."
                + (state > LARGE_STATE ? " (a Jacobian of this size takes long; --hidden makes it smaller)" : ""));
        int[][] tokens = TokenStream.cut(items, sequences, WARM_UP + steps);
        List<HostTensor> initial = GradientMeasurement.initialWeights(model, config.seed());
        return new GradientStudy.Subject(subject.name(),
                config.model().cell().name() + ", " + config.model().layers() + " x " + config.model().hiddenSize(),
                subject.texts(), subject.samples(),
                GradientMeasurement.of(model, cell, initial, tokens, WARM_UP),
                subject.run() == null
                        ? null
                        : GradientMeasurement.of(model, cell, RunFolder.open(subject.run()).model(), tokens, WARM_UP));
    }
}
