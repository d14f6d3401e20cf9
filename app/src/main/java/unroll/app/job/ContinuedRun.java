package unroll.app.job;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.error.DataException;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;
import unroll.core.plugin.Tokenizers;
import unroll.core.run.LastState;
import unroll.core.run.Provenance;
import unroll.core.run.RunFolder;
import unroll.core.run.RunRecorder;
import unroll.core.text.Lines;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingSettings;

/** A run that was stopped, or was killed, or is to have more epochs, and goes on from what it saved last. */
public final class ContinuedRun implements TrainingRequest {
    /**
     * What may change; null for what stays.
     *
     * @param data the same text at another place
     * @param epochs all epochs, those before included
     * @param patience epochs without a lower dev loss
     * @param backend NAME or NAME:DEVICE
     * @param threads threads to compute with
     */
    public record Changes(@Nullable DataSource data, @Nullable Integer epochs, @Nullable Integer patience,
            @Nullable String backend, @Nullable Integer threads) {
    }

    private final RunFolder folder;
    private final RunConfig config;
    private final BackendChoice backend;
    private final @Nullable DataSource data;
    private final @Nullable LastState last;
    private final Instruments instruments;

    /**
     * Opens the run.
     *
     * @throws UsageException if there is no such run, or it is at its end
     * @throws ModelFormatException if what it saved is damaged
     */
    public ContinuedRun(Surroundings surroundings, Path run, Changes changes, Instruments instruments) {
        this.folder = RunFolder.open(run);
        RunConfig before = folder.config();
        this.data = changes.data();
        this.config = new RunConfig(data == null ? before.data() : data.recorded(surroundings), before.tokenizer(),
                before.cell(), before.hiddenSize(), before.batchSize(),
                changes.epochs() == null ? before.epochs() : changes.epochs(),
                changes.patience() == null ? before.patience() : changes.patience(), before.optimizer(),
                before.learningRate(), before.maxGradNorm(), before.splitSeed(), before.seed());
        this.backend = BackendSelection.change(folder.backendChoice(), changes.backend(), changes.threads());
        this.instruments = instruments;
        // A run that was killed in its first epoch has saved nothing: it begins anew, in its folder.
        this.last = folder.hasLast() ? folder.last() : null;
        if (last != null) {
            check(run, last);
        }
    }

    private void check(Path run, LastState state) {
        if (state.seed() != config.seed()) {
            throw new ModelFormatException(run + " cannot go on: it was saved with seed " + state.seed()
                    + " and its config.yaml now has " + config.seed() + "; put the seed back");
        }
        int begun = state.epoch() + (state.partial() == null ? 0 : 1);
        if (config.epochs() < begun) {
            throw new UsageException("--epochs must be at least " + begun + " for " + run
                    + ", which has begun that epoch, found " + config.epochs());
        }
        boolean over = state.partial() == null
                && TrainingSettings.of(config).isOver(state.epoch(), state.bestEpoch());
        if (over && folder.metrics().finished()) {
            throw new UsageException(run + " is finished, after epoch " + state.epoch() + " of " + config.epochs()
                    + (state.epoch() < config.epochs()
                            ? ", because the dev loss fell no more; raise --patience to go on"
                            : "; raise --epochs to go on"));
        }
    }

    @Override
    public RunConfig config() {
        return config;
    }

    @Override
    public BackendChoice backend() {
        return backend;
    }

    @Override
    public Instruments instruments() {
        return instruments;
    }

    @Override
    public Lines read(Surroundings surroundings, InputStream in) {
        if (data == null) {
            return RunData.read(folder, surroundings);
        }
        Lines lines = data.read(surroundings, in);
        if (!RunData.isOf(folder, lines)) {
            throw new DataException(lines.source() + " is not what the run was trained on (its SHA-256 differs); give "
                    + "the same text, byte for byte");
        }
        return lines;
    }

    @Override
    public Tokenizer tokenizer(Lines lines, Tokenizers tokenizers) {
        return folder.tokenizer(tokenizers);
    }

    @Override
    public RunRecorder recorder(Surroundings surroundings, Lines lines, Tokenizer tokenizer, Backend opened) {
        return last == null
                ? new RunRecorder(() -> folder, config, backend, tokenizer, beginning(lines, opened))
                : RunRecorder.goingOn(folder, config, backend, last);
    }

    private Provenance beginning(Lines lines, Backend opened) {
        return Provenance.of(lines.source(), lines.sha256(), lines.items().size(), opened.name(), opened.device().id(),
                backend.threads());
    }

    @Override
    public void restore(Trainer trainer) {
        if (last != null) {
            trainer.resume(last, last.bestEpoch() > 0 ? folder.model() : List.of());
        }
    }

    /** Whether another backend goes on with what one began: then no bit is promised. */
    public boolean changesBackend() {
        return !folder.backendChoice().name().equals(backend.name());
    }
}
