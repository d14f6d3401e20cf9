package unroll.backend.nd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import unroll.api.backend.BackendProvider;

/** Loads the plugin as Unroll does: from its jars, by a loader that sees the platform and unroll.api besides. */
final class PluginLoader {
    private PluginLoader() {
    }

    private static final class ApiLoader extends ClassLoader {
        ApiLoader() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("unroll.api.")) {
                return BackendProvider.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** The jars of the plugin's folder. */
    static List<Path> jars() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("unroll.plugin")))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The provider in some jars. */
    static BackendProvider provider(List<Path> jars) {
        URL[] urls = jars.stream().map(PluginLoader::url).toArray(URL[]::new);
        // stays open: native libraries hang on it
        ClassLoader loader = new URLClassLoader("plugin", urls, new ApiLoader());
        return ServiceLoader.load(BackendProvider.class, loader).findFirst().orElseThrow();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
