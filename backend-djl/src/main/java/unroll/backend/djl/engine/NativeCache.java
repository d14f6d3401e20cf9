package unroll.backend.djl.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unroll.api.support.NativeFolder;

/** The folder in which libtorch's natives are unpacked. */
final class NativeCache {
    /** By which DJL finds it. */
    static final String ENGINE = "ENGINE_CACHE_DIR";
    private static final List<String> OF_DJL = List.of(ENGINE, "DJL_CACHE_DIR");

    private NativeCache() {
    }

    /**
     * What {@link NativeFolder} says, unless the user has told DJL, by a system property or the environment.
     *
     * @param property gives the value of a system property, or null
     * @param environment gives the value of a variable, or null
     */
    static Path choose(Function<String, @Nullable String> property, Function<String, @Nullable String> environment) {
        if (isSet(property.apply(NativeFolder.PROPERTY))) {
            return NativeFolder.of(property, environment);
        }
        for (String name : OF_DJL) {
            for (String told : new @Nullable String[] {environment.apply(name), property.apply(name)}) {
                if (told != null && isSet(told)) {
                    return Path.of(told);
                }
            }
        }
        return NativeFolder.of(property, environment);
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
