package unroll.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.api.support.NativeFolder;
import unroll.api.tensor.DType;
import unroll.core.ops.OpsDecorator;
import unroll.tck.learning.LossCurve;
import unroll.tck.reference.ReferenceProvider;

/** The plugin as it is installed: what lies in its folder, what it does alone, and what becomes of it when it is broken. */
class PluginFolderIT {
    private static final Path FOLDER = Path.of(System.getProperty("unroll.plugin"));
    private static final String PLATFORM = System.getProperty("unroll.nd4j.platform");
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final double TOLERANCE = 1e-5;

    @TempDir
    private Path temporary;

    private record Outcome(int code, List<String> lines) {
    }

    private static List<String> names() {
        return PluginLoader.jars().stream().map(jar -> jar.getFileName().toString()).toList();
    }

    /** Whether a jar has the native libraries of one of the plugin's libraries. */
    private static boolean hasNatives(Path jar, String library) {
        return jar.getFileName().toString().matches(library + "-[0-9].*" + PLATFORM + "\\.jar");
    }

    /** Runs {@link PluginProgram} in a JVM started as the plugin asks. */
    private Outcome run(List<String> options, String what, List<Path> jars) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(properties().getProperty("jvm").split(" ", -1)));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PluginProgram.class.getName(), what));
        jars.forEach(jar -> command.add(jar.toString()));
        Path output = temporary.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + command);
        }
        return new Outcome(process.exitValue(), Files.readAllLines(output));
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("plugin.properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void holdsAllThatRunsAndNothingOfUnrollButItsJar() {
        List<String> names = names();
        assertEquals(1, names.stream().filter(name -> name.startsWith("unroll-")).count(), names.toString());
        assertFalse(names.stream().anyMatch(name -> name.startsWith("jspecify")), names.toString());
        assertFalse(names.stream().anyMatch(name -> name.startsWith("nd4j-api")), names.toString());
        for (String library : List.of("nd4j-native", "openblas", "javacpp")) {
            assertEquals(1, PluginLoader.jars().stream().filter(jar -> hasNatives(jar, library)).count(),
                    library + " in " + names);
        }
    }

    @Test
    void saysWhatItIs() throws IOException {
        Properties properties = properties();
        assertEquals("nd4j", properties.getProperty("name"));
        assertEquals("1", properties.getProperty("api"));
        assertTrue(properties.getProperty("version").matches("\\d+\\.\\d+.*"), properties.getProperty("version"));
        assertTrue(properties.getProperty("environment").contains("OMP_NUM_THREADS=@threads"));
        assertTrue(properties.getProperty("size").matches("\\d+ MB"), properties.getProperty("size"));
    }

    /** What building downloads is in the folder, but for poms. */
    @Test
    void itsSizeIsWhatItDownloads() throws IOException {
        long bytes = 0;
        for (Path jar : PluginLoader.jars()) {
            bytes += jar.getFileName().toString().startsWith("unroll-") ? 0 : Files.size(jar);
        }
        long stated = Long.parseLong(properties().getProperty("size").replace(" MB", ""));
        assertEquals((double) stated, bytes / 1e6, 1.0);
    }

    /** Without a word on the way, and without ever having loaded what opens a connection. */
    @Test
    void trainsAloneAndWithoutTheNetwork() throws Exception {
        Path loaded = temporary.resolve("classes");
        Outcome outcome = run(List.of("-Xlog:class+load:file=" + loaded), "train", PluginLoader.jars());
        assertEquals(0, outcome.code(), outcome.lines().toString());
        double[] expected = reference();
        assertEquals(expected.length, outcome.lines().size(), outcome.lines().toString());
        for (int i = 0; i < expected.length; i++) {
            String line = outcome.lines().get(i);
            assertTrue(line.startsWith("loss "), line);
            assertEquals(expected[i], Double.parseDouble(line.substring("loss ".length())), TOLERANCE, "batch " + i);
        }
        String classes = Files.readString(loaded);
        assertTrue(classes.contains("org.bytedeco.javacpp.Loader "));
        for (String connecting : List.of("java.net.Socket", "java.net.DatagramSocket", "sun.nio.ch.Net",
                "java.net.Inet4AddressImpl", "java.net.Inet6AddressImpl")) {
            assertFalse(classes.contains(" " + connecting + " "), connecting + " was loaded");
        }
    }

    private static double[] reference() {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            return LossCurve.all().get(0).run(backend, DType.FLOAT64, OpsDecorator.NONE, PluginProgram.BATCHES);
        }
    }

    @Test
    void withoutNativeLibrariesItSaysWhyAndWhatToDo() {
        for (String library : List.of("nd4j-native", "openblas", "javacpp")) {
            List<Path> jars = PluginLoader.jars().stream().filter(jar -> !hasNatives(jar, library)).toList();
            assertEquals(PluginLoader.jars().size() - 1, jars.size(), library);
            BackendProvider provider = PluginLoader.provider(jars);
            Probe.Unavailable why = assertInstanceOf(Probe.Unavailable.class, provider.probe());
            assertTrue(why.reason().contains(PLATFORM), why.reason());
            assertTrue(why.remedy().contains("-Dunroll.nd4j.platform=" + PLATFORM), why.remedy());
            BackendUnavailableException refused = assertThrows(BackendUnavailableException.class,
                    () -> provider.open(OpenOptions.DEFAULT));
            assertNotNull(refused.getMessage());
            assertTrue(refused.getMessage().contains(why.reason()) && refused.getMessage().contains(why.remedy()));
        }
    }

    /** Probing never throws, opening says which class was sought in vain, and both remember. */
    @Test
    void anIncompletePluginSaysWhatIsMissing() throws Exception {
        for (String library : List.of("nd4j-native", "openblas", "javacpp", "nd4j-native-api", "slf4j-api")) {
            List<Path> jars = PluginLoader.jars().stream()
                    .filter(jar -> !jar.getFileName().toString().matches(library + "-[0-9][^-]*(-[0-9M][^-]*)?\\.jar"))
                    .toList();
            assertEquals(PluginLoader.jars().size() - 1, jars.size(), library);
            List<String> lines = answers(run(List.of(), "open", jars));
            assertTrue(lines.get(1).startsWith("refused: backend nd4j cannot run here: ")
                    && lines.get(1)
                            .contains(" is not in the plugin's folder, where " + library + "-VERSION.jar has it; "
                                    + "build the plugin again"),
                    lines.get(1));
            assertTrue(lines.get(2).startsWith("Unavailable"), lines.get(2));
            assertEquals(lines.get(1), lines.get(3));
        }
    }

    /** The library that unpacks would go to the user's home without a word. */
    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        for (String property : List.of(CACHE, NativeFolder.PROPERTY)) {
            Path folder = FOLDER.resolve("plugin.properties").resolve("natives");
            List<String> lines = answers(run(List.of("-D" + property + "=" + folder, "-Duser.home=" + home), "open",
                    PluginLoader.jars()));
            assertTrue(lines.get(1).startsWith("refused: backend nd4j cannot run here: the folder " + folder)
                    && lines.get(1).contains("UNROLL_JAVA_OPTS=-Dunroll.natives=FOLDER"), lines.get(1));
        }
        assertEquals(0, home.toFile().list().length);
    }

    /** What the program says, twice, of the probe and of opening; the JVM may have a word to say of a library too. */
    private static List<String> answers(Outcome outcome) {
        assertEquals(0, outcome.code(), outcome.lines().toString());
        List<String> lines = outcome.lines().stream().filter(line -> line.matches("(Una|A)vailable.*|refused.*|opened"))
                .toList();
        assertEquals(4, lines.size(), outcome.lines().toString());
        return lines;
    }

    /** The JVM starts a class once: the first failure is the answer from then on. */
    @Test
    void aBrokenNativeLibraryIsRemembered() throws Exception {
        List<Path> jars = new ArrayList<>(PluginLoader.jars());
        Path broken = temporary.resolve("broken.jar");
        for (int i = 0; i < jars.size(); i++) {
            if (hasNatives(jars.get(i), "openblas")) {
                copyBroken(jars.get(i), broken);
                jars.set(i, broken);
            }
        }
        assertTrue(jars.contains(broken), jars.toString());
        Path cache = temporary.resolve("cache");
        List<String> lines = answers(run(List.of("-D" + CACHE + "=" + cache), "open", jars));
        assertTrue(lines.get(0).startsWith("Available"), lines.get(0));
        assertTrue(lines.get(1).startsWith("refused: backend nd4j cannot run here: ")
                && lines.get(1).contains(cache.toString()), lines.get(1));
        assertTrue(lines.get(2).startsWith("Unavailable"), lines.get(2));
        assertEquals(lines.get(1), lines.get(3));
    }

    /** A copy of a jar in which each library is a few words. */
    private static void copyBroken(Path jar, Path copy) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream to = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (ZipEntry entry : (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
                boolean library = entry.getName().contains("/lib");
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(library
                        ? "no library".getBytes(StandardCharsets.UTF_8)
                        : from.getInputStream(entry).readAllBytes());
                to.closeEntry();
            }
        }
    }
}
