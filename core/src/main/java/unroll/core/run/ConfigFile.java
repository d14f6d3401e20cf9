package unroll.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.config.RunConfig;
import unroll.core.file.Documents;
import unroll.core.file.Failures;
import unroll.core.file.Fields;
import unroll.core.file.SettingsFields;

/**
 * config.yaml: the settings of a run by the names of {@link ConfigKey}, and the version of the folder's form. What a run
 * has written has all of them; what a user writes has those that are not the default.
 */
public final class ConfigFile {
    /** The version written, and the newest that is read. */
    static final int FORMAT = 1;

    private static final String FORMAT_KEY = "format";

    /** Runs of before these were settings do not have them. */
    private static final Set<ConfigKey> ADDED = Set.of(ConfigKey.TOKENIZER_OPTIONS, ConfigKey.CELL_OPTIONS,
            ConfigKey.LAYERS, ConfigKey.EMBEDDING_SIZE, ConfigKey.DROPOUT, ConfigKey.TIE_WEIGHTS,
            ConfigKey.LEARNED_STATE, ConfigKey.ACCUMULATION, ConfigKey.PATIENCE, ConfigKey.OPTIMIZER_OPTIONS,
            ConfigKey.WEIGHT_DECAY, ConfigKey.SCHEDULE, ConfigKey.SCHEDULE_OPTIONS, ConfigKey.CLIP_VALUE);

    private ConfigFile() {
    }

    static String text(RunConfig config, BackendChoice backend) {
        LayeredConfig settings = LayeredConfig.of(config, Origin.DEFAULT).withBackend(backend, Origin.DEFAULT)
                .with(ConfigKey.THREADS, backend.threads(), Origin.DEFAULT);
        ObjectNode document = Documents.document();
        document.put(FORMAT_KEY, FORMAT);
        SettingsFields.write(document, settings);
        return Documents.yaml(document);
    }

    /** The settings as a file that {@link #readSome} reads, with a comment on each that says where it comes from. */
    public static String explained(LayeredConfig config) {
        Map<String, String> lines = new LinkedHashMap<>();
        int width = 0;
        for (ConfigKey key : ConfigKey.values()) {
            if (config.has(key)) {
                ObjectNode document = Documents.document();
                SettingsFields.write(document, key, config);
                String line = Documents.yaml(document).stripTrailing();
                lines.put(line, config.get(key).origin().shown());
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
     * @param name what the user calls the file
     * @throws UsageException if there is no such file, it is not YAML, or a setting is unknown or out of range
     */
    public static LayeredConfig readSome(Path file, String name) {
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
            LayeredConfig config = SettingsFields.read(fields, new Origin.File(name));
            refuseExperiment(file, fields);
            SettingsFields.refuseUnknown(file.toString(), fields, Set.of());
            return config;
        } catch (ModelFormatException e) {
            throw new UsageException(Objects.requireNonNullElse(e.getMessage(), file + " cannot be read"), e);
        }
    }

    /** Its settings are those of many runs, and one of its keys would be taken for a slip of the pen. */
    private static void refuseExperiment(Path file, Fields fields) {
        if (fields.names().contains("variants")) {
            throw new UsageException(file + " is a comparison, of several variants; give it to 'unroll compare'");
        }
        if (fields.names().contains("search")) {
            throw new UsageException(file + " is a sweep, over many settings; give it to 'unroll sweep'");
        }
    }

    /**
     * Reads the file of a run, which has all settings.
     *
     * @throws ModelFormatException if it is damaged, of a newer version, or a setting is unknown or out of range
     */
    static LayeredConfig read(Path file) {
        Fields fields = Documents.readYaml(file, Documents.SMALL);
        checkFormat(file, fields);
        Origin origin = new Origin.File(file.toString());
        LayeredConfig config = LayeredConfig.defaults();
        for (ConfigKey key : ConfigKey.values()) {
            if (!ADDED.contains(key) || fields.has(key.key())) {
                config = config.with(key, SettingsFields.value(fields, key), origin);
            }
        }
        fields.end();
        try {
            config.runConfig();
        } catch (UsageException e) {
            throw new ModelFormatException(Objects.requireNonNullElse(e.getMessage(), file + " cannot be read"), e);
        }
        return config;
    }

    private static void checkFormat(Path file, Fields fields) {
        long format = fields.integer(FORMAT_KEY, 1, Long.MAX_VALUE);
        if (format > FORMAT) {
            throw new ModelFormatException(file + " was made by a newer version: format " + format
                    + ", this Unroll reads up to " + FORMAT + "; update Unroll");
        }
    }
}
