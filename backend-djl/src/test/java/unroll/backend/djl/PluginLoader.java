package unroll.backend.djl;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import unroll.api.backend.BackendProvider;

/** A class loader for the jars of a folder, whose parent shows the platform and {@code unroll.api} only. */
final class PluginLoader extends URLClassLoader {
    PluginLoader(Path folder, Predicate<String> jars) throws IOException {
        super("plugin djl", urls(folder, jars), new Api());
    }

    PluginLoader(Path folder) throws IOException {
        this(folder, jar -> true);
    }

    private static URL[] urls(Path folder, Predicate<String> jars) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> chosen = files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> jars.test(file.getFileName().toString())).sorted().toList();
            URL[] urls = new URL[chosen.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = chosen.get(i).toUri().toURL();
            }
            return urls;
        }
    }

    /** The provider that this loader itself defines. */
    BackendProvider provider() {
        return ServiceLoader.load(BackendProvider.class, this).stream()
                .filter(found -> found.type().getClassLoader() == this).map(ServiceLoader.Provider::get).findFirst()
                .orElseThrow();
    }

    private static final class Api extends ClassLoader {
        Api() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("unroll.api.")) {
                return BackendProvider.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
