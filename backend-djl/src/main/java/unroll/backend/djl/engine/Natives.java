package unroll.backend.djl.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Probe;

/** What there is of DJL and libtorch beside this class, found out without loading any of it. */
public final class Natives {
    private static final String ENGINE = "ai/djl/pytorch/engine/PtEngine.class";
    private static final String DESCRIPTION = "native/lib/pytorch.properties";

    private Natives() {
    }

    /**
     * Why libtorch cannot run here, or null if all parts of it are there.
     *
     * @param parts sees what the plugin's own class loader sees
     */
    public static Probe.@Nullable Unavailable missing(ClassLoader parts) {
        return missing(parts, Platform.classifier());
    }

    /** As above, for a machine. */
    static Probe.@Nullable Unavailable missing(ClassLoader parts, String platform) {
        if (parts.getResource(ENGINE) == null) {
            return new Probe.Unavailable("DJL's engine is not in the plugin folder", rebuild(platform));
        }
        Properties natives = describe(parts);
        if (natives == null) {
            return new Probe.Unavailable(
                    "the jar with libtorch itself, pytorch-native-cpu, is not in the plugin folder",
                    rebuild(platform));
        }
        String found = natives.getProperty("classifier", "");
        if (!found.equals(platform)) {
            return new Probe.Unavailable("this machine is " + platform + ", and the plugin's libtorch is for " + found,
                    rebuild(platform) + ", if there is a libtorch for it, or choose another backend");
        }
        String bridge = "jnilib/" + platform + "/cpu/" + System.mapLibraryName("djl_torch");
        if (parts.getResource(bridge) == null) {
            return new Probe.Unavailable("the jar pytorch-jni, with " + bridge + ", is not in the plugin folder",
                    rebuild(platform));
        }
        return null;
    }

    private static String rebuild(String platform) {
        return "build the plugin again with -Dunroll.djl.platform=" + platform;
    }

    /** What the jar of natives says of itself; null where there is none that can be read. */
    private static @Nullable Properties describe(ClassLoader parts) {
        try (InputStream in = parts.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                return null;
            }
            Properties description = new Properties();
            description.load(in);
            return description;
        } catch (IOException e) {
            return null;
        }
    }
}
