package unroll.app.job;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.Choice;
import unroll.core.config.RunConfig;
import unroll.core.plugin.Tokenizers;
import unroll.core.run.Provenance;
import unroll.core.run.RunRecorder;
import unroll.core.text.Lines;
import unroll.core.train.Trainer;

/**
 * A run from nothing.
 *
 * @param config its settings
 * @param data where the items come from
 * @param backend what computes
 * @param output where it is written
 * @param instruments what looks on
 * @param seconds of training after which it ends, or null for no such end
 */
public record NewRun(RunConfig config, DataSource data, BackendChoice backend, OutputFolder output,
        Instruments instruments, @Nullable Double seconds) implements TrainingRequest {
    /** With no end but that of its epochs. */
    public NewRun(RunConfig config, DataSource data, BackendChoice backend, OutputFolder output,
            Instruments instruments) {
        this(config, data, backend, output, instruments, null);
    }

    @Override
    public List<String> warnings() {
        return SettingsWarnings.of(config);
    }

    @Override
    public Lines read(Surroundings surroundings, InputStream in) {
        return data.read(surroundings, in);
    }

    @Override
    public Tokenizer tokenizer(Lines lines, Tokenizers tokenizers) {
        Choice choice = config.data().tokenizer();
        return tokenizers.train(choice.name(), lines.items(), choice.options());
    }

    @Override
    public RunRecorder recorder(Surroundings surroundings, Lines lines, Tokenizer tokenizer, Backend opened) {
        return new RunRecorder(() -> output.create(surroundings), config, backend, tokenizer,
                Provenance.of(lines.source(), lines.sha256(), lines.items().size(), opened.name(),
                        opened.device().id(), backend.threads(), surroundings.commandLine()));
    }

    @Override
    public void restore(Trainer trainer) {
        // The trainer has drawn the initial weights.
        if (seconds != null) {
            trainer.limitTo(seconds);
        }
    }
}
