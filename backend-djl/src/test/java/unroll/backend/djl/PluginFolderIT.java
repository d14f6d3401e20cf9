package unroll.backend.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Probe;

/** The assembled folder, as a loader of plugins uses it: libtorch loads once in a process, so each try has its own. */
class PluginFolderIT {
    private static final Path FOLDER = Path.of(System.getProperty("unroll.plugin"));

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(FOLDER.resolve("plugin.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Runs {@link PluginProgram}, with no modules but those that the folder asks for. Its facts, by their names. */
    private static Map<String, String> facts(String task) throws Exception {
        String modules = properties().getProperty("modules");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules", modules.isEmpty() ? "java.base" : "java.base," + modules));
        command.addAll(List.of(properties().getProperty("jvm").split("\\s+", -1)));
        // for the engine as it is, which knows of no folder of ours
        String natives = System.getProperty("unroll.natives");
        command.addAll(List.of("-D" + ("engine".equals(task) ? "ENGINE_CACHE_DIR" : "unroll.natives") + "=" + natives,
                "-cp", placeOf(BackendProvider.class) + java.io.File.pathSeparator + placeOf(PluginProgram.class),
                PluginProgram.class.getName(), FOLDER.toString(), task));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : output.lines().toList()) {
            int colon = line.indexOf(": ");
            assertTrue(colon > 0, "one line more than the program's own: " + line);
            facts.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return facts;
    }

    @Test
    void runsInALoaderOfItsOwnWithoutAConnection() throws Exception {
        Map<String, String> facts = facts("backend");
        assertEquals("Available", facts.get("probe"), facts.toString());
        assertEquals("12.0", facts.get("sum 1"));
        assertEquals("24.0", facts.get("sum 2"), "opened again in the same loader");
        assertTrue(facts.get("module").startsWith("unnamed"), facts.get("module"));
        assertEquals("as before", facts.get("context class loader"));
        assertTrue(facts.get("second copy").contains("remove the second copy"), facts.get("second copy"));
        assertTrue(facts.get("second copy's probe").startsWith("Unavailable"), facts.get("second copy's probe"));
        assertEquals("[]", facts.get("connections"));
    }

    /** What the backend prevents; without this the test above could not fail. */
    @Test
    void theEngineByItselfWouldConnect() throws Exception {
        assertFalse(facts("engine").get("connections").equals("[]"));
    }

    @Test
    void saysWhatIsMissingWithoutItsNatives() throws Exception {
        try (PluginLoader loader = new PluginLoader(FOLDER, jar -> !jar.startsWith("pytorch-native"))) {
            Probe probe = loader.provider().probe();
            assertTrue(probe instanceof Probe.Unavailable(String reason, String remedy)
                    && reason.contains("pytorch-native-cpu") && remedy.contains("unroll.djl.platform"),
                    probe.toString());
        }
    }

    @Test
    void saysWhatTheLoaderHasToKnow() throws IOException {
        Properties properties = properties();
        assertEquals("djl", properties.getProperty("name"));
        assertEquals("1", properties.getProperty("api"));
        assertTrue(Files.exists(FOLDER.resolve("unroll-backend-djl-" + properties.getProperty("version") + ".jar")));
        assertEquals("OMP_WAIT_POLICY=PASSIVE,OMP_NUM_THREADS=@threads", properties.getProperty("environment"));
    }

    @Test
    void holdsNothingThatTheApplicationHas() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertTrue(names.stream().noneMatch(name -> name.matches("(unroll-(?!backend-djl)|jspecify).*")),
                    names.toString());
        }
    }

    /** Within a twentieth of what its jars take, which is what a build downloads. */
    @Test
    void saysItsSize() throws IOException {
        Matcher size = Pattern.compile("(\\d+) MB").matcher(properties().getProperty("size"));
        assertTrue(size.matches());
        long bytes = 0;
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        assertEquals(bytes / 1e6, Double.parseDouble(size.group(1)), bytes / 20e6);
    }
}
