package unroll.api.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a backend unpacks the native libraries that it brings. */
public final class NativeFolder {
    /** The system property by which a user names another folder. */
    public static final String PROPERTY = "unroll.natives";

    private NativeFolder() {
    }

    /**
     * The folder that {@value #PROPERTY} names, else {@code unroll/natives} in the user's cache folder, which is
     * XDG_CACHE_HOME or {@code ~/.cache}.
     *
     * @param property gives the value of a system property, or null
     * @param environment gives the value of a variable, or null
     */
    public static Path of(Function<String, @Nullable String> property, Function<String, @Nullable String> environment) {
        String asked = property.apply(PROPERTY);
        if (asked != null && !asked.isBlank()) {
            return Path.of(asked);
        }
        String cache = environment.apply("XDG_CACHE_HOME");
        // a relative path there is to be ignored, by the XDG base directory specification
        Path base = cache != null && Path.of(cache).isAbsolute()
                ? Path.of(cache)
                : Path.of(String.valueOf(property.apply("user.home")), ".cache");
        return base.resolve("unroll").resolve("natives");
    }

    /**
     * Makes the folder, and sees that files can be made in it.
     *
     * @return why not, as part of a sentence; null if all is well
     */
    public static @Nullable String problem(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable", null));
            return null;
        } catch (IOException e) {
            return "the folder " + folder + " for its native libraries cannot be written: " + reason(e);
        }
    }

    /** A file system's exceptions have no more of a message than the file's name. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
