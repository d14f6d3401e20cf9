package unroll.app.job;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.run.ConfigFile;
import unroll.core.setup.ConfigCheck;

/** Brings together what decides a run: options come before a file, a file before the environment, that before defaults. */
public final class Configuration {
    private Configuration() {
    }

    /**
     * Resolves all settings.
     *
     * @param given what the options set
     * @param file a user's file, or null
     * @throws UsageException if the file is wrong, a setting is out of range, a name or an option is unknown, or nothing
     *     names a backend
     */
    public static LayeredConfig resolve(LayeredConfig given, @Nullable String file, Surroundings surroundings) {
        return resolve(given, file == null ? LayeredConfig.EMPTY : read(file, surroundings), surroundings);
    }

    /** As {@link #resolve(LayeredConfig, String, Surroundings)}, with what a file sets. */
    static LayeredConfig resolve(LayeredConfig given, LayeredConfig file, Surroundings surroundings) {
        LayeredConfig config = LayeredConfig.defaults().under(BackendSelection.around(surroundings)).under(file)
                .under(given);
        if (!config.has(ConfigKey.BACKEND)) {
            throw BackendSelection.none();
        }
        BackendChoice backend = config.backendChoice();
        if (!config.has(ConfigKey.DEVICE)) {
            config = config.with(ConfigKey.DEVICE, backend.device(), config.get(ConfigKey.BACKEND).origin());
        }
        check(config, surroundings);
        return recorded(config, surroundings);
    }

    /** Knows of every mistake but those in names of files and of the backend. */
    static void check(LayeredConfig config, Surroundings surroundings) {
        ConfigCheck.check(config, surroundings.installed().get());
    }

    /** Knows of a wrong name of a backend, which a configuration is allowed that is only shown. */
    public static void checkBackend(LayeredConfig config, Surroundings surroundings) {
        ConfigCheck.check(config, surroundings.installed().get().backends());
    }

    /** Knows of a wrong device of a backend that is here. */
    public static void checkDevice(LayeredConfig config, Surroundings surroundings) {
        ConfigCheck.checkDevice(config, surroundings.installed().get().backends());
    }

    /** The same with the data by a path that is good from any folder. */
    static LayeredConfig recorded(LayeredConfig config, Surroundings surroundings) {
        DataSource data = new DataSource(config.runConfig().data().path());
        return config.with(ConfigKey.DATA, data.recorded(surroundings), config.get(ConfigKey.DATA).origin());
    }

    private static LayeredConfig read(String file, Surroundings surroundings) {
        Path path = surroundings.path(file);
        return beside(ConfigFile.readSome(path, file), path, surroundings);
    }

    /** What a file sets, with the data by a path from the file's folder. */
    static LayeredConfig beside(LayeredConfig read, Path path, Surroundings surroundings) {
        Object data = read.has(ConfigKey.DATA) ? read.get(ConfigKey.DATA).value() : null;
        if (data == null || data.equals(DataSource.STANDARD_INPUT)) {
            return read;
        }
        // The file may be used from anywhere: what it names is beside it.
        Path folder = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path.toAbsolutePath());
        return read.with(ConfigKey.DATA, surroundings.under(folder, data.toString()).normalize().toString(),
                read.get(ConfigKey.DATA).origin());
    }
}
