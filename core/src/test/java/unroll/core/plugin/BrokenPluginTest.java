package unroll.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.UsageException;
import unroll.api.nn.CellProvider;

/** Each plugin that cannot be used is one line with its cause, and the good one beside it is always there. */
class BrokenPluginTest {
    private static final String REMEDY = "; update it or take it away";

    @TempDir
    Path scratch;

    private Path plugins;

    @BeforeEach
    void addAGoodOne() throws IOException {
        plugins = Files.createDirectory(scratch.resolve("plugins")).toRealPath();
        SampleSources.withCell(scratch, "good").jar(plugins.resolve("zoo.jar"));
    }

    private String problem() {
        return problem(plugins);
    }

    private String problem(Path... directories) {
        Installed installed = Installed.find(new Installed.Places(
                Arrays.stream(directories).map(path -> new PluginDirectory(path, true)).toList(), null, List.of()));
        assertEquals("good", installed.cells().get("good").name());
        List<String> problems = installed.problems();
        assertEquals(1, problems.size(), problems.toString());
        String line = problems.get(0);
        assertFalse(line.contains("\n"), line);
        String message = assertThrows(UsageException.class, () -> installed.cells().get("none-such")).getMessage();
        String subject = line.substring(0, line.indexOf(": "));
        assertTrue(message.contains("; could not be loaded: " + subject) || line.contains("it brings nothing"),
                message);
        return line;
    }

    private Path cellFolder(String... properties) throws IOException {
        return SampleSources.withCell(scratch, "bad").folder(plugins.resolve("bad"), properties);
    }

    private String place() {
        return "plugin bad (" + plugins.resolve("bad") + "): ";
    }

    @Test
    void aTruncatedJar() throws IOException {
        Path jar = cellFolder(SampleSources.properties("bad")).resolve("sample.jar");
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(place() + "sample.jar is damaged or cannot be read: ZipException: zip END header not found; "
                + "install the plugin again", problem());
        Files.move(jar, plugins.resolve("bad.jar"));
        Files.delete(plugins.resolve("bad").resolve(PluginManifest.FILE));
        Files.delete(plugins.resolve("bad"));
        assertEquals("plugin bad.jar (" + plugins.resolve("bad.jar") + "): bad.jar is damaged or cannot be read: "
                + "ZipException: zip END header not found; install the plugin again", problem());
    }

    @Test
    void aJarThatIsDamagedWithin() throws IOException {
        Path jar = cellFolder(SampleSources.properties("bad")).resolve("sample.jar");
        byte[] bytes = Files.readAllBytes(jar);
        // The first entries after the manifest are the classes, deflated.
        for (int i = 200; i < 900; i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(jar, bytes);
        assertTrue(problem().startsWith(place()), problem());
    }

    @Test
    void noProperties() throws IOException {
        Files.delete(cellFolder(SampleSources.properties("bad")).resolve(PluginManifest.FILE));
        assertEquals(place() + "it has no plugin.properties; the file must give name, version and api", problem());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"version=1 api=1 | plugin.properties lacks 'name'; add a line name=...",
        "name=bad api=1 | plugin.properties lacks 'version'; add a line version=...",
        "name=bad version=1 | plugin.properties lacks 'api'; add a line api=...",
        "name=Bad version=1 api=1 | plugin.properties: name is 'Bad', expected lower case letters, digits, dots, dashes "
                + "and underscores",
        "name=bad version=1 api=one | plugin.properties: the number of the API is 'one', expected a whole number such "
                + "as 1",
        "name=bad version=1 api=2 | it was built for number 2 of the plugin API, and this Unroll has number 1; install "
                + "the plugin's release for this Unroll",
        "name=bad version=1 api=1 modules=java.base,no.such.module | it needs the platform module no.such.module, which "
                + "the Java in {JAVA} lacks; install a complete JDK",
        "name=bad version=\\u00zz | plugin.properties cannot be read: IllegalArgumentException: Malformed \\uxxxx "
                + "encoding.; put it right"})
    void propertiesThatAreWrong(String lines, String cause) throws IOException {
        cellFolder(lines.split(" "));
        String expected = place() + cause.replace("{JAVA}", System.getProperty("java.home"));
        Installed installed = Installed.find(
                new Installed.Places(List.of(new PluginDirectory(plugins, true)), null, List.of()));
        assertEquals(List.of(expected), installed.problems());
        assertEquals("good", installed.cells().get("good").name());
    }

    @Test
    void propertiesThatAreNoText() throws IOException {
        Files.write(cellFolder().resolve(PluginManifest.FILE), new byte[] {'n', '=', (byte) 0xff, (byte) 0xfe});
        assertEquals(place() + "plugin.properties is not in UTF-8; save it so", problem());
    }

    @Test
    void aJarForAnotherApi() throws IOException {
        Path jar = SampleSources.withCell(scratch, "bad").api("7").jar(plugins.resolve("bad-1.jar"));
        assertEquals(
                "plugin bad (" + jar + "): it was built for number 7 of the plugin API, and this Unroll has number "
                        + "1; install the plugin's release for this Unroll",
                problem());
    }

    @Test
    void aPlatformModuleThatTheJvmWasStartedWithout() throws IOException {
        String module = "jdk.incubator.vector";
        assumeTrue(ModuleLayer.boot().findModule(module).isEmpty(), module + " is there");
        cellFolder(SampleSources.properties("bad", "modules=" + module));
        assertEquals(place() + "it needs the platform module " + module + ", which this JVM was started without; add "
                + "--add-modules " + module + " to UNROLL_JAVA_OPTS", problem());
    }

    @Test
    void aConstructorThatThrows() throws IOException {
        new PluginMaker(scratch).provider(CellProvider.class, "Sample",
                SampleSources.cell("bad", "public #() { throw new IllegalStateException(\"made\\nbadly\"); }"))
                .folder(plugins.resolve("bad"), SampleSources.properties("bad"));
        assertEquals(place() + "sample.Sample: IllegalStateException: made badly" + REMEDY, problem());
    }

    @Test
    void aMissingNativeLibrary() throws IOException {
        new PluginMaker(scratch).provider(CellProvider.class, "Sample",
                SampleSources.cell("bad", "static { System.loadLibrary(\"nosuch\"); }"))
                .folder(plugins.resolve("bad"), SampleSources.properties("bad"));
        assertTrue(problem().startsWith(place()) && problem().contains("UnsatisfiedLinkError: no nosuch in"),
                problem());
    }

    @Test
    void aMissingClass() throws IOException {
        new PluginMaker(scratch).type("Helper", "class Helper { static final Object HELP = new Object(); }")
                .provider(CellProvider.class, "Sample",
                        SampleSources.cell("bad", "public #() { java.util.Objects.requireNonNull(Helper.HELP); }"))
                .without("Helper").folder(plugins.resolve("bad"), SampleSources.properties("bad"));
        assertTrue(problem().startsWith(place()) && problem().contains("ClassNotFoundException: sample.Helper"),
                problem());
    }

    @Test
    void aClassThatTheServiceFileNamesAndIsNotThere() throws IOException {
        SampleSources.withCell(scratch, "bad").service(CellProvider.class, "sample.Nowhere")
                .folder(plugins.resolve("bad"), SampleSources.properties("bad"));
        assertTrue(problem().startsWith(place()) && problem().contains("Provider sample.Nowhere not found"),
                problem());
    }

    @Test
    void severalProvidersThatFailAreOneLine() throws IOException {
        PluginMaker maker = new PluginMaker(scratch);
        for (String name : List.of("One", "Two")) {
            maker.provider(CellProvider.class, name,
                    SampleSources.cell("bad", "public #() { throw new IllegalStateException(\"#\"); }"));
        }
        maker.folder(plugins.resolve("bad"), SampleSources.properties("bad"));
        assertTrue(problem().contains("IllegalStateException: One; ") && problem().contains("Exception: Two;"),
                problem());
    }

    @Test
    void twoOfOneName() throws IOException {
        Path one = cellFolder(SampleSources.properties("bad"));
        Path two = SampleSources.withCell(scratch, "bad").folder(plugins.resolve("copy"),
                SampleSources.properties("bad"));
        assertEquals("plugin bad: it is there more than once, in " + one + " and " + two
                + ", and none is used; take all but one away", problem());
    }

    @Test
    void aFolderWithoutJars() throws IOException {
        Files.delete(cellFolder(SampleSources.properties("bad")).resolve("sample.jar"));
        assertEquals(place() + "it has no jar; put the plugin's jars beside plugin.properties", problem());
    }

    @Test
    void aJarThatBringsNothing() throws IOException {
        new PluginMaker(scratch).jar(plugins.resolve("bad.jar"));
        assertTrue(problem().startsWith("plugin bad (" + plugins.resolve("bad.jar") + "): it brings nothing: none of "
                + "its META-INF/services files names a backend"), problem());
    }

    @Test
    void aPlaceThatIsNone() throws IOException {
        Path missing = scratch.resolve("missing");
        assertEquals("the plugin folder " + missing + ": it is not there; expected a folder that holds plugins",
                problem(plugins, missing));
        Path file = Files.createFile(scratch.resolve("file"));
        assertEquals("the plugin folder " + file + ": it is a file; expected a folder that holds plugins",
                problem(plugins, file));
        Path folder = SampleSources.withCell(scratch, "other").folder(scratch.resolve("other"),
                SampleSources.properties("other"));
        assertEquals("the plugin folder " + folder + ": it is a plugin itself; name the folder that holds it",
                problem(plugins, folder));
    }

    @Test
    void aLinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(plugins.resolve("bad.jar"), scratch.resolve("gone.jar"));
        assertTrue(problem().contains("bad.jar is damaged or cannot be read: NoSuchFileException"), problem());
    }

    @Test
    void otherFilesAreNoPlugins() throws IOException {
        Files.writeString(plugins.resolve("README"), "not a plugin");
        Files.createDirectory(plugins.resolve(".hidden"));
        assertEquals(List.of(), Installed.find(
                new Installed.Places(List.of(new PluginDirectory(plugins, true)), null, List.of())).problems());
    }
}
