package unroll.app.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.plugin.Installed;

/**
 * What a command takes from around it.
 *
 * @param directory what relative paths are relative to
 * @param environment variables of the environment
 * @param defaultBackend the backend that the distribution names as its default, or null where it names none
 * @param home folder of the installation, or null where that is not known
 * @param clock the time, for names of folders
 * @param installed finds backends, cells, optimisers and tokenizers when a command needs them, the same each time
 * @param interruption how the user interrupts
 * @param command what the user calls the program
 * @param arguments what the user typed after that
 */
public record Surroundings(Path directory, Map<String, String> environment, @Nullable String defaultBackend,
        @Nullable Path home, Clock clock, Supplier<Installed> installed, Interruption interruption, String command,
        List<String> arguments) {
    /** What the program is called where nothing else is known. */
    public static final String COMMAND = "unroll";
    /** Name of the system property with what the user calls the program. */
    public static final String COMMAND_PROPERTY = "unroll.command";

    /** Name of the system property with the default backend. */
    public static final String DEFAULT_BACKEND_PROPERTY = "unroll.default.backend";
    /** Name of the system property with the folder of the installation. */
    public static final String HOME_PROPERTY = "unroll.home";

    /** Copies the list. */
    public Surroundings {
        arguments = List.copyOf(arguments);
    }

    /** Before anything is typed. */
    public Surroundings(Path directory, Map<String, String> environment, @Nullable String defaultBackend,
            @Nullable Path home, Clock clock, Supplier<Installed> installed, Interruption interruption,
            String command) {
        this(directory, environment, defaultBackend, home, clock, installed, interruption, command, List.of());
    }

    /** Those of this process. */
    public static Surroundings ofProcess(Interruption interruption) {
        String home = System.getProperty(HOME_PROPERTY);
        Map<String, String> environment = System.getenv();
        return new Surroundings(Path.of(""), environment, System.getProperty(DEFAULT_BACKEND_PROPERTY),
                home == null ? null : Path.of(home), Clock.system(ZoneId.systemDefault()),
                new Once<>(() -> Installed.find(PluginPlaces.ofProcess(environment))), interruption,
                System.getProperty(COMMAND_PROPERTY, COMMAND));
    }

    /** The same with another way to interrupt. */
    Surroundings with(Interruption other) {
        return new Surroundings(directory, environment, defaultBackend, home, clock, installed, other, command,
                arguments);
    }

    /** The same for a command line. */
    public Surroundings with(String... typed) {
        return new Surroundings(directory, environment, defaultBackend, home, clock, installed, interruption, command,
                List.of(typed));
    }

    /** The words of the command line, the program's name first. */
    List<String> commandLine() {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(arguments);
        return words;
    }

    /**
     * A path as a user writes it.
     *
     * @throws UsageException if the system has no such paths
     */
    public Path path(String text) {
        return under(directory, text);
    }

    /** As {@link #path}, from another folder. */
    Path under(Path folder, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new UsageException("this is no path here: " + e.getMessage()
                    + " (for letters beyond a to z, a UTF-8 locale is needed, such as LC_ALL=C.UTF-8)", e);
        }
    }

    /** A variable of the environment, or null where it is not set or blank. */
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
