package unroll.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.RunConfig;
import unroll.core.plugin.Nearest;

/**
 * config.yaml: the settings of a run by the names of {@link ConfigKey}, and the version of the folder's form. What a run
 * has written has all of them; what a user writes has those that are not the default.
 */
public final class ConfigFile {
    /** The version written, and the newest that is read. */
    static final int FORMAT = 1;

    private static final String FORMAT_KEY = "format";
    private static final int MOST_THREADS = 1024;

    /** What the file of a run holds. */
    record Settings(RunConfig config, BackendChoice backend) {
    }

    private ConfigFile() {
    }

    static String text(RunConfig config, BackendChoice backend) {
        ObjectNode document = Documents.document();
        document.put(FORMAT_KEY, FORMAT);
        document.put("data", config.data());
        document.put("tokenizer", config.tokenizer());
        document.put("cell", config.cell());
        document.put("hidden_size", config.hiddenSize());
        document.put("batch_size", config.batchSize());
        document.put("epochs", config.epochs());
        document.put("patience", config.patience());
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

    /** The settings as a file that {@link #readSome} reads, with a comment on each that says where it comes from. */
    public static String explained(LayeredConfig config) {
        Map<String, String> lines = new LinkedHashMap<>();
        int width = 0;
        for (ConfigKey key : ConfigKey.values()) {
            if (config.has(key)) {
                ObjectNode document = Documents.document();
                document.putPOJO(key.key(), config.get(key).value());
                String line = Documents.yaml(document).stripTrailing();
                lines.put(line, config.get(key).origin());
                width = Math.max(width, line.contains("\n") ? 0 : line.length());
            }
        }
        StringBuilder text = new StringBuilder(FORMAT_KEY + ": " + FORMAT + "\n");
        for (Map.Entry<String, String> line : lines.entrySet()) {
            String comment = "# " + Failures.oneLine(line.getValue()) + "\n";
            text.append(line.getKey().contains("\n")
                    ? comment + line.getKey() + "\n"
                    : String.format(Locale.ROOT, "%-" + width + "s  %s", line.getKey(), comment));
        }
        return text.toString();
    }

    /**
     * Reads a user's file, which may leave out what it does not change.
     *
     * @param origin how to name the file where its settings are shown
     * @throws UsageException if there is no such file, it is not YAML, or a setting is unknown or out of range
     */
    public static LayeredConfig readSome(Path file, String origin) {
        if (!Files.exists(file)) {
            throw new UsageException(file + " does not exist; expected a YAML file with settings");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a directory; expected a YAML file with settings");
        }
        try {
            Fields fields = Documents.readYaml(file, Documents.SMALL);
            if (fields.has(FORMAT_KEY)) {
                checkFormat(file, fields);
            }
            LayeredConfig config = LayeredConfig.EMPTY;
            for (ConfigKey key : ConfigKey.values()) {
                if (fields.has(key.key())) {
                    config = config.with(key, value(fields, key), origin);
                }
            }
            refuseUnknown(file, fields.unknown());
            return config;
        } catch (ModelFormatException e) {
            throw new UsageException(Objects.requireNonNullElse(e.getMessage(), file + " cannot be read"), e);
        }
    }

    private static @Nullable Object value(Fields fields, ConfigKey key) {
        String name = key.key();
        if (key.nullable() && fields.isNull(name)) {
            return null;
        }
        return switch (key.kind()) {
            case TEXT -> fields.text(name);
            case COUNT -> fields.integer(name, 1);
            case POSITIVE -> fields.positive(name);
            case SEED -> fields.integer(name, 0, Long.MAX_VALUE);
            case THREADS -> (int) fields.integer(name, 0, MOST_THREADS);
        };
    }

    private static void refuseUnknown(Path file, @Nullable String unknown) {
        if (unknown == null) {
            return;
        }
        // Options are shorter than keys: whoever writes "hidden" or "batch" has the option in mind.
        Map<String, String> names = new LinkedHashMap<>();
        for (ConfigKey key : ConfigKey.values()) {
            names.put(key.key(), key.key());
            if (key.flag() != null) {
                names.put(key.flag().substring(2).replace('-', '_'), key.key());
            }
        }
        String asked = unknown.toLowerCase(Locale.ROOT).replace('-', '_');
        String nearest = Nearest.first(asked, names.keySet()).get(0);
        throw new UsageException(file + " has the unknown key '" + Failures.oneLine(unknown) + "'"
                + (Nearest.isSlip(asked, nearest) ? "; did you mean " + names.get(nearest) + "?" : ";")
                + " The keys are " + String.join(", ", names.values().stream().distinct().toList()));
    }

    /**
     * Reads the file of a run.
     *
     * @throws ModelFormatException if it is damaged, of a newer version, or a setting is unknown or out of range
     */
    static Settings read(Path file) {
        Fields fields = Documents.readYaml(file, Documents.SMALL);
        checkFormat(file, fields);
        try {
            RunConfig config = new RunConfig(fields.textOrNull("data"), fields.text("tokenizer"), fields.text("cell"),
                    fields.integer("hidden_size", 1), fields.integer("batch_size", 1), fields.integer("epochs", 1),
                    // Runs of before there was patience do not have it.
                    fields.has("patience") && !fields.isNull("patience") ? fields.integer("patience", 1) : null,
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

    private static void checkFormat(Path file, Fields fields) {
        long format = fields.integer(FORMAT_KEY, 1, Long.MAX_VALUE);
        if (format > FORMAT) {
            throw new ModelFormatException(file + " was made by a newer version: format " + format
                    + ", this Unroll reads up to " + FORMAT + "; update Unroll");
        }
    }

    private static double required(Path file, @Nullable Double rate) {
        if (rate == null) {
            throw new ModelFormatException(file + ", lr: expected a number, found null");
        }
        return rate;
    }
}
