package unroll.app.job;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.error.DataException;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.RunConfig;
import unroll.core.plugin.Tokenizers;
import unroll.core.run.LastState;
import unroll.core.run.Provenance;
import unroll.core.run.RunFolder;
import unroll.core.run.RunRecorder;
import unroll.core.schedule.Schedules;
import unroll.core.text.Lines;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingSettings;

/** A run that was stopped, or was killed, or is to have more epochs, and goes on from what it saved last. */
public final class ContinuedRun implements TrainingRequest {
    private final RunFolder folder;
    private final int epochsBefore;
    private final BackendChoice backendBefore;
    private final RunConfig config;
    private final BackendChoice backend;
    private final @Nullable DataSource data;
    private final @Nullable LastState last;
    private final Instruments instruments;

    /**
     * Opens the run.
     *
     * @param changes what is not as it was: where the data is, epochs, patience, backend, threads
     * @throws UsageException if there is no such run, or it is at its end
     * @throws ModelFormatException if what it saved is damaged
     */
    public ContinuedRun(Surroundings surroundings, Path run, LayeredConfig changes, Instruments instruments) {
        this.folder = RunFolder.open(run);
        LayeredConfig settings = folder.settings().under(changes);
        Configuration.check(settings, surroundings);
        Configuration.checkBackend(settings, surroundings);
        this.data = changes.has(ConfigKey.DATA) ? new DataSource(settings.runConfig().data().path()) : null;
        this.config = (data == null ? settings : Configuration.recorded(settings, surroundings)).runConfig();
        this.epochsBefore = folder.config().epochs();
        this.backendBefore = folder.backendChoice();
        this.backend = settings.backendChoice();
        this.instruments = instruments;
        // A run that was killed in its first epoch has saved nothing: it begins anew, in its folder.
        this.last = folder.hasLast() ? folder.last() : null;
        if (last != null) {
            check(run, last, settings.nameOf(ConfigKey.EPOCHS));
        }
    }

    private void check(Path run, LastState state, String epochs) {
        if (state.seed() != config.seed()) {
            throw new ModelFormatException(run + " cannot go on: it was saved with seed " + state.seed()
                    + " and its config.yaml now has " + config.seed() + "; put the seed back");
        }
        int begun = state.epoch() + (state.partial() == null ? 0 : 1);
        if (config.epochs() < begun) {
            throw new UsageException(epochs + " must be at least " + begun + " for " + run
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
                ? new RunRecorder(this::emptied, config, backend, tokenizer, beginning(surroundings, lines, opened))
                : RunRecorder.goingOn(folder, config, backend, last);
    }

    /** Its folder, without what a process noted that was killed before it saved. */
    private RunFolder emptied() {
        folder.metrics().cutBack(0);
        folder.samples().cutBack(0);
        return folder;
    }

    private Provenance beginning(Surroundings surroundings, Lines lines, Backend opened) {
        return Provenance.of(lines.source(), lines.sha256(), lines.items().size(), opened.name(), opened.device().id(),
                backend.threads(), surroundings.commandLine());
    }

    @Override
    public void restore(Trainer trainer) {
        if (last != null) {
            trainer.resume(last, last.bestEpoch() > 0 ? folder.model() : List.of());
        }
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(SettingsWarnings.of(config));
        if (!backendBefore.name().equals(backend.name())) {
            warnings.add("another backend began this run: from here on its numbers are not, bit for bit, those of "
                    + "a run that was never stopped");
        }
        if (last != null && config.epochs() != epochsBefore && Schedules.followsEpochs(schedule())) {
            warnings.add("schedule " + schedule() + " runs over all epochs, and these were " + epochsBefore
                    + " and are now " + config.epochs() + ": from here on the learning rate is that of a training of "
                    + config.epochs() + " epochs, which was not so until now");
        }
        return warnings;
    }

    private String schedule() {
        return config.optimizer().schedule().name();
    }
}
