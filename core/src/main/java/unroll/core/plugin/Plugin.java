package unroll.core.plugin;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.api.plugin.ApiVersion;

/**
 * A plugin: a folder of jars with a plugin.properties, or a single jar. Its classes are in a class loader of its own,
 * which sees the Java platform, unroll.api and nothing else, and which stays open as long as the process runs: native
 * libraries cannot be loaded by a second one.
 */
public final class Plugin implements ProviderSource {
    private final PluginManifest manifest;
    private final Path path;
    private final List<Path> jars;
    private final boolean started;
    private final ClassLoader loader;

    private Plugin(PluginManifest manifest, Path path, List<Path> jars, boolean started) {
        this.manifest = manifest;
        this.path = path;
        this.jars = jars;
        this.started = started;
        this.loader = new URLClassLoader("plugin-" + manifest.name(),
                jars.stream().map(Plugin::url).toArray(URL[]::new), new ApiClassLoader());
    }

    /**
     * Opens a plugin.
     *
     * @param manifest what it says of itself
     * @param path the folder or jar
     * @param started names of the plugins whose options the JVM was started with, commas between them, or null for none
     * @throws UsageException if it cannot be used here, with the reason and what to do
     */
    static Plugin open(PluginManifest manifest, Path path, @Nullable String started) {
        Integer api = manifest.api();
        if (api != null && api != ApiVersion.CURRENT) {
            throw new UsageException(
                    "it was built for number " + api + " of the plugin API, and this Unroll has number "
                            + ApiVersion.CURRENT + "; install the plugin's release for this Unroll");
        }
        manifest.modules().forEach(Plugin::checkModule);
        List<Path> jars = jars(path);
        jars.forEach(Plugin::check);
        return new Plugin(manifest, path, jars, isStarted(manifest.name(), started));
    }

    private static boolean isStarted(String name, @Nullable String started) {
        return started != null && ("," + started + ",").contains("," + name + ",");
    }

    private static void checkModule(String module) {
        if (ModuleLayer.boot().findModule(module).isPresent()) {
            return;
        }
        boolean inJdk = ModuleFinder.ofSystem().find(module).isPresent();
        throw new UsageException("it needs the platform module " + module + ", which "
                + (inJdk
                        ? "this JVM was started without; add --add-modules " + module + " to UNROLL_JAVA_OPTS"
                        : "the Java in " + System.getProperty("java.home") + " lacks; install a complete JDK"));
    }

    private static List<Path> jars(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> jars = files.filter(Plugin::isJar).sorted().toList();
            if (jars.isEmpty()) {
                throw new UsageException("it has no jar; put the plugin's jars beside " + PluginManifest.FILE);
            }
            return jars;
        } catch (IOException e) {
            throw new UsageException("its folder cannot be read: " + Broken.rootOf(e) + "; check its permissions", e);
        }
    }

    static boolean isJar(Path path) {
        return String.valueOf(path.getFileName()).endsWith(".jar");
    }

    /** A class loader passes over a jar that it cannot open without a word. */
    private static void check(Path jar) {
        try {
            new ZipFile(jar.toFile()).close();
        } catch (IOException e) {
            throw damaged(jar, e);
        }
    }

    static UsageException damaged(Path jar, IOException cause) {
        return new UsageException(jar.getFileName() + " is damaged or cannot be read: " + Broken.rootOf(cause)
                + "; install the plugin again", cause);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file without a URL: " + jar, e);
        }
    }

    /** The providers that this plugin itself brings. */
    @Override
    public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
        return ServiceLoader.load(service, loader).stream().filter(p -> loader.equals(p.type().getClassLoader()));
    }

    @Override
    public Plugin plugin() {
        return this;
    }

    /** Its name. */
    public String name() {
        return manifest.name();
    }

    /** What it says of itself. */
    public PluginManifest manifest() {
        return manifest;
    }

    /** Its folder or jar. */
    public Path path() {
        return path;
    }

    /** Its bytes on disk. */
    public long size() {
        long size = 0;
        for (Path jar : jars) {
            size += jar.toFile().length();
        }
        return size;
    }

    /** Whether the JVM was started as its backend needs it. */
    boolean isStarted() {
        return started || !manifest.needsStart();
    }

    /** Its name and place, for messages. */
    @Override
    public String toString() {
        return PluginSearch.subject(name(), path);
    }
}
