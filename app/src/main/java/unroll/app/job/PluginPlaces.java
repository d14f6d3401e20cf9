package unroll.app.job;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.plugin.Installed;
import unroll.core.plugin.PluginDirectory;

/** Where plugins lie: beside the app, in the user's folder, and in what the environment names. */
public final class PluginPlaces {
    /** Name of the system property with the folders of plugins beside the app, as a path list. */
    public static final String BESIDE_PROPERTY = "unroll.plugins";
    /** Name of the system property with the plugin.properties of backends that are not built, as a path list. */
    public static final String UNBUILT_PROPERTY = "unroll.plugins.unbuilt";
    /** Name of the system property with the plugins, commas between them, with whose options and environment this process started. */
    public static final String STARTED_PROPERTY = "unroll.plugins.started";
    /** The variable that names more folders of plugins, as a path list. */
    public static final String VARIABLE = "UNROLL_PLUGINS";

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private PluginPlaces() {
    }

    /**
     * Those of this process.
     *
     * @throws UsageException if the variable names what cannot be a path
     */
    static Installed.Places ofProcess(Map<String, String> environment) {
        List<PluginDirectory> directories = new ArrayList<>();
        paths(System.getProperty(BESIDE_PROPERTY)).forEach(path -> directories.add(new PluginDirectory(path, false)));
        directories.add(new PluginDirectory(ofUser(environment), false));
        try {
            paths(environment.get(VARIABLE)).forEach(path -> directories.add(new PluginDirectory(path, true)));
        } catch (InvalidPathException e) {
            throw new UsageException(VARIABLE + " must be a list of folders, found: " + e.getMessage(), e);
        }
        return new Installed.Places(directories, System.getProperty(STARTED_PROPERTY),
                paths(System.getProperty(UNBUILT_PROPERTY)));
    }

    /** As the shell has it, so that the launcher looks into the same folder. */
    private static Path ofUser(Map<String, String> environment) {
        String home = environment.get("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home, ".unroll", "plugins");
    }

    private static List<Path> paths(@Nullable String list) {
        return list == null
                ? List.of()
                : Stream.of(SEPARATOR.split(list)).filter(part -> !part.isBlank()).map(Path::of).toList();
    }
}
