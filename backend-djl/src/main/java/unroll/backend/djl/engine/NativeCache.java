package unroll.backend.djl.engine;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The folder in which libtorch's natives are unpacked. */
public final class NativeCache {
    /** The system property that says where. */
    public static final String PROPERTY = "unroll.natives";

    private NativeCache() {
    }

    /**
     * The folder to hand to DJL, or null if the user has told DJL already, by a system property or the environment.
     *
     * @param property looks up a system property
     * @param environment looks up a variable of the environment
     */
    static @Nullable Path choose(Function<String, @Nullable String> property,
            Function<String, @Nullable String> environment) {
        String asked = property.apply(PROPERTY);
        if (isSet(asked)) {
            return Path.of(asked);
        }
        for (String name : new String[] {"ENGINE_CACHE_DIR", "DJL_CACHE_DIR"}) {
            if (isSet(property.apply(name)) || isSet(environment.apply(name))) {
                return null;
            }
        }
        String caches = environment.apply("XDG_CACHE_HOME");
        // the XDG specification: what is not absolute counts as not set
        Path base = isSet(caches) && Path.of(caches).isAbsolute()
                ? Path.of(caches)
                : Path.of(String.valueOf(property.apply("user.home")), ".cache");
        return base.resolve("unroll").resolve("natives");
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
