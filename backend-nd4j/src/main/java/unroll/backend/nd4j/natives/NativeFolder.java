package unroll.backend.nd4j.natives;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the native libraries unpack: {@code unroll/natives} in the user's cache folder, which is XDG_CACHE_HOME or
 * {@code ~/.cache}. Whoever sets the system property {@value #PROPERTY} decides otherwise.
 */
final class NativeFolder {
    /** JavaCPP's own, read once when its first class loads. */
    static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    private NativeFolder() {
    }

    /** Tells JavaCPP, unless somebody has. */
    static void choose() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, of(System::getenv, System.getProperty("user.home")).toString());
        }
    }

    /**
     * The folder for an environment.
     *
     * @param environment gives the value of a variable, or null
     */
    static Path of(UnaryOperator<@Nullable String> environment, String home) {
        String cache = environment.apply("XDG_CACHE_HOME");
        // a relative path there is to be ignored, by the XDG base directory specification
        Path base = cache != null && Path.of(cache).isAbsolute() ? Path.of(cache) : Path.of(home, ".cache");
        return base.resolve("unroll").resolve("natives");
    }
}
