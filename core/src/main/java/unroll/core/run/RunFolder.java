package unroll.core.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ModelFormatException;
import unroll.api.error.ResourceException;
import unroll.api.error.UsageException;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.LayeredConfig;
import unroll.core.config.RunConfig;
import unroll.core.file.AtomicFile;
import unroll.core.file.Failures;
import unroll.core.file.NewFolder;
import unroll.core.nn.HostTensor;
import unroll.core.plugin.Tokenizers;

/**
 * The folder of one training run. Each file is replaced as a whole or not at all. What is written throws
 * {@link ResourceException} where the disk refuses, what is read {@link ModelFormatException} where a file is missing or
 * damaged; both name the file.
 */
public final class RunFolder {
    private static final String CONFIG = "config.yaml";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String MODEL = "model.safetensors";
    private static final String METRICS = "metrics.jsonl";
    private static final String SAMPLES = "samples.jsonl";
    // What other programs look for to know that names and shapes are those of a state_dict.
    private static final Map<String, String> MODEL_METADATA = Map.of("format", "pt");

    private final Path path;
    private final @Nullable Path aside;

    private RunFolder(Path path, @Nullable Path aside) {
        this.path = path;
        this.aside = aside;
    }

    /**
     * Makes the folder of a new run, and the folders above it.
     *
     * @param overwrite whether a folder that is in the way is renamed to {@code NAME.old-TIME}; nothing is ever deleted
     * @throws UsageException if a file is in the way, or a folder that is not empty and may not be moved, or cannot be
     *     because it is or holds the working directory; or if another run takes the folder at the same moment
     * @throws ResourceException if it cannot be made or written to
     */
    public static RunFolder create(Path path, boolean overwrite) {
        return create(path, overwrite, Instant.now());
    }

    static RunFolder create(Path path, boolean overwrite, Instant now) {
        Path aside = NewFolder.make(path, overwrite, now);
        claim(path);
        return new RunFolder(path, aside);
    }

    /** Of two runs that start at the same moment, one gets the folder. */
    private static void claim(Path path) {
        try {
            Files.createFile(path.resolve(CONFIG));
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(path + " has just been taken by another run; choose another folder", e);
        } catch (IOException e) {
            throw Failures.of(path, "written", e);
        }
    }

    /**
     * Opens the folder of a run that was made before, and reads its configuration.
     *
     * @throws UsageException if there is nothing, or a file
     * @throws ModelFormatException if the folder is not a run's, its configuration is damaged, or a newer version made it
     */
    public static RunFolder open(Path path) {
        if (!Files.exists(path)) {
            throw new UsageException(
                    "there is no run at " + path + "; expected the folder that train wrote (its --out)");
        }
        if (!Files.isDirectory(path)) {
            throw new UsageException(path + " is a file; expected the folder of a run");
        }
        for (String file : List.of(CONFIG, TOKENIZER)) {
            if (!Files.exists(path.resolve(file))) {
                throw new ModelFormatException(path + " is not the folder of a run: " + file + " is missing");
            }
        }
        RunFolder run = new RunFolder(path, null);
        ConfigFile.read(path.resolve(CONFIG));
        return run;
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Where the folder that was in the way has gone; empty if there was none. */
    public Optional<Path> movedAside() {
        return Optional.ofNullable(aside);
    }

    /** Writes config.yaml. */
    public void writeConfig(RunConfig config, BackendChoice backend) {
        AtomicFile.write(path.resolve(CONFIG), AtomicFile.text(ConfigFile.text(config, backend)));
    }

    /** All settings of the run. */
    public LayeredConfig settings() {
        return ConfigFile.read(path.resolve(CONFIG));
    }

    /** What decides the model. */
    public RunConfig config() {
        return settings().runConfig();
    }

    /** The backend that the run was made with. */
    public BackendChoice backendChoice() {
        return settings().backendChoice();
    }

    /** Writes tokenizer.json. */
    public void writeTokenizer(Tokenizer tokenizer) {
        AtomicFile.write(path.resolve(TOKENIZER), AtomicFile.text(tokenizer.toJson()));
    }

    /**
     * The tokenizer.
     *
     * @param tokenizers who may read it
     * @throws ModelFormatException also if none of them reads its type
     */
    public Tokenizer tokenizer(Tokenizers tokenizers) {
        Path file = path.resolve(TOKENIZER);
        return TokenizerFile.read(file, config().data().tokenizer().name(), tokenizers);
    }

    /** Writes model.safetensors: the weights with the lowest dev loss so far. */
    public void writeModel(List<HostTensor> weights) {
        Safetensors.write(path.resolve(MODEL), weights, MODEL_METADATA);
    }

    /** The weights with the lowest dev loss. */
    public List<HostTensor> model() {
        Path file = path.resolve(MODEL);
        if (!Files.exists(file)) {
            throw new ModelFormatException(file + " is missing: the run was stopped before its first epoch ended, or "
                    + "the file was removed; go on with 'unroll train --resume " + path + "', or train again");
        }
        return Safetensors.read(file).tensors();
    }

    /** Replaces {@code last/} as a whole. */
    public void writeLast(LastState state) {
        new LastFolder(path).save(state);
    }

    /** Whether there is anything to go on from. */
    public boolean hasLast() {
        return new LastFolder(path).exists();
    }

    /** What training goes on from. */
    public LastState last() {
        return new LastFolder(path).load();
    }

    /**
     * Removes what a process that was killed while it saved has left behind.
     *
     * @throws ResourceException if the disk refuses
     */
    public void tidy() {
        try {
            AtomicFile.deleteLeftOvers(path);
        } catch (IOException e) {
            throw Failures.of(path, "tidied up", e);
        }
    }

    /** The file of metrics, to which lines are appended. */
    public MetricsFile metrics() {
        return new MetricsFile(path.resolve(METRICS));
    }

    /** The file of what the model invented after each epoch, to which lines are appended. */
    public SamplesFile samples() {
        return new SamplesFile(path.resolve(SAMPLES));
    }

    /** Writes provenance.json. */
    public void writeProvenance(Provenance provenance) {
        provenance.write(path);
    }

    /** Where the model comes from. */
    public Provenance provenance() {
        return Provenance.read(path);
    }
}
