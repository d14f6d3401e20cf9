package unroll.backend.nd4j.natives;

import java.util.Map;
import unroll.api.backend.Probe;

/** What is wrong where ND4J cannot be loaded, and what to do: that depends on whether a jar or a native file fails. */
final class LoadFailure {
    private static final String AGAIN = "build the plugin again, or take it from a complete release";

    /** Where classes come from, the longer name before its beginnings. */
    private static final Map<String, String> JARS = Map.of("org/nd4j/linalg/cpu/", "nd4j-native",
            "org/nd4j/nativeblas/",
            "nd4j-native-api", "org/nd4j/presets/", "nd4j-native-preset", "org/bytedeco/openblas/", "openblas",
            "org/bytedeco/javacpp/", "javacpp", "org/slf4j/", "slf4j-api");

    private LoadFailure() {
    }

    static Probe.Unavailable describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).replaceAll("\\s+", " ").strip();
        if (root instanceof NoClassDefFoundError || root instanceof ClassNotFoundException) {
            return new Probe.Unavailable("ND4J cannot be loaded: the class " + message.replace('/', '.')
                    + " is not in the plugin's folder" + jar(message), AGAIN);
        }
        if (root instanceof UnsatisfiedLinkError) {
            return new Probe.Unavailable("ND4J cannot be loaded: " + message,
                    "see that " + Unpacking.folder() + " has 400 MB of room and lets programs run, and delete it, so "
                            + "that it is unpacked anew; if that is no help, " + AGAIN);
        }
        return new Probe.Unavailable("ND4J cannot be loaded: " + root.getClass().getSimpleName() + ": " + message,
                AGAIN);
    }

    private static String jar(String type) {
        String path = type.replace('.', '/');
        for (Map.Entry<String, String> jar : JARS.entrySet()) {
            if (path.startsWith(jar.getKey())) {
                return ", where " + jar.getValue() + "-VERSION.jar has it";
            }
        }
        return "";
    }
}
