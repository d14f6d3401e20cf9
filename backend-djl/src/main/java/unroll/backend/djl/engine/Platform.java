package unroll.backend.djl.engine;

import java.util.Locale;

/** The machine as the jars of natives name it. */
final class Platform {
    private Platform() {
    }

    /** As {@code linux-x86_64}. */
    static String classifier() {
        return classifier(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** From the values of {@code os.name} and {@code os.arch}. */
    static String classifier(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("win") ? "win" : os.startsWith("mac") ? "osx" : os.replace(' ', '-');
        String arch = "amd64".equals(osArch) ? "x86_64" : osArch;
        return system + "-" + arch;
    }
}
