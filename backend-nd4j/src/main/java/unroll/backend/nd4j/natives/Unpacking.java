package unroll.backend.nd4j.natives;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Probe;
import unroll.api.support.NativeFolder;

/**
 * Tells JavaCPP, which unpacks the native libraries, where to. It must not be left the choice: a folder that it cannot
 * write it passes over without a word, for one in the user's home.
 */
final class Unpacking {
    /** JavaCPP's own, read once when it first unpacks. Whoever sets it decides. */
    static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    private Unpacking() {
    }

    /** The folder; JavaCPP knows it from now on. */
    static Path folder() {
        String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path folder = NativeFolder.of(System::getProperty, System::getenv);
        System.setProperty(PROPERTY, folder.toString());
        return folder;
    }

    /** Why nothing can be unpacked, or null if all is well. */
    static Probe.@Nullable Unavailable problem() {
        String problem = NativeFolder.problem(folder());
        return problem == null
                ? null
                : new Probe.Unavailable(problem, "put that right, or name another folder with "
                        + "UNROLL_JAVA_OPTS=-D" + NativeFolder.PROPERTY + "=FOLDER");
    }
}
