package unroll.core.plugin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unroll.api.plugin.ApiVersion;

/** What a plugin sees besides its own jars: the Java platform and unroll.api. */
final class ApiClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String API = "unroll.api.";

    private final ClassLoader api = Objects.requireNonNull(ApiVersion.class.getClassLoader(), "unroll.api's loader");

    ApiClassLoader() {
        super("unroll-api", getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(API)) {
            return api.loadClass(name);
        }
        Class<?> found = super.loadClass(name, resolve);
        // The platform's loader also finds the classes of every named module of the program.
        if (!isPlatform(found)) {
            throw new ClassNotFoundException(name);
        }
        return found;
    }

    private static boolean isPlatform(Class<?> type) {
        @Nullable ClassLoader loader = type.getClassLoader();
        @Nullable String module = type.getModule().getName();
        // Some of the JDK's own modules, its compiler for one, are with the program's.
        return loader == null || loader.equals(getPlatformClassLoader())
                || (module != null && module.startsWith("jdk."));
    }
}
