package unroll.core.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;

/** config.yaml: every setting of a run by a name of its own, and the version of the folder's form. */
final class ConfigFile {
    /** The version written, and the newest that is read. */
    static final int FORMAT = 1;

    /** What the file holds. */
    record Settings(RunConfig config, BackendChoice backend) {
    }

    private ConfigFile() {
    }

    static String text(RunConfig config, BackendChoice backend) {
        ObjectNode document = Documents.document();
        document.put("format", FORMAT);
        document.put("data", config.data());
        document.put("tokenizer", config.tokenizer());
        document.put("cell", config.cell());
        document.put("hidden_size", config.hiddenSize());
        document.put("batch_size", config.batchSize());
        document.put("epochs", config.epochs());
        document.put("optimizer", config.optimizer());
        document.put("lr", config.learningRate());
        document.put("max_grad_norm", config.maxGradNorm());
        document.put("split_seed", config.splitSeed());
        document.put("seed", config.seed());
        document.put("backend", backend.name());
        document.put("device", backend.device());
        document.put("threads", backend.threads());
        return Documents.yaml(document);
    }

    /**
     * Reads the file.
     *
     * @throws ModelFormatException if it is damaged, of a newer version, or a setting is unknown or out of range
     */
    static Settings read(Path file) {
        Fields fields = Documents.readYaml(file, Documents.SMALL);
        long format = fields.integer("format", 1, Long.MAX_VALUE);
        if (format > FORMAT) {
            throw new ModelFormatException(file + " was made by a newer version: format " + format
                    + ", this Unroll reads up to " + FORMAT + "; update Unroll");
        }
        try {
            RunConfig config = new RunConfig(fields.textOrNull("data"), fields.text("tokenizer"), fields.text("cell"),
                    fields.integer("hidden_size", 1), fields.integer("batch_size", 1), fields.integer("epochs", 1),
                    fields.text("optimizer"), required(file, fields.number("lr")), fields.number("max_grad_norm"),
                    fields.integer("split_seed", 0, Long.MAX_VALUE), fields.integer("seed", 0, Long.MAX_VALUE));
            BackendChoice backend = new BackendChoice(fields.text("backend"), fields.textOrNull("device"),
                    fields.integer("threads", 0));
            fields.end();
            return new Settings(config, backend);
        } catch (UsageException e) {
            throw new ModelFormatException(file + " has a setting out of range: " + e.getMessage(), e);
        }
    }

    private static double required(Path file, @Nullable Double rate) {
        if (rate == null) {
            throw new ModelFormatException(file + ", lr: expected a number, found null");
        }
        return rate;
    }
}
