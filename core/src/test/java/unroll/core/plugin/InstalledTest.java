package unroll.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.ParameterLayout;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.ProviderException;
import unroll.api.error.ResourceException;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;
import unroll.api.nn.CellProvider;
import unroll.api.optim.Optimizer;
import unroll.api.optim.OptimizerProvider;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.core.config.BackendChoice;
import unroll.core.float64.Float64Backend;
import unroll.core.plugin.Installed;

/** What plugins bring, and what they are kept from. */
class InstalledTest {
    @TempDir
    Path scratch;

    private Path plugins() {
        return scratch.resolve("plugins");
    }

    private Installed find(@Nullable String started, Path... directories) {
        return Installed.find(new Installed.Places(
                List.of(directories).stream().map(path -> new PluginDirectory(path, true)).toList(), started,
                List.of()));
    }

    private <E extends UnrollException> String refused(Class<E> type, Runnable call) {
        return assertThrows(type, call::run).getMessage();
    }

    @Test
    void aFolderBringsProvidersOfEveryKind() throws IOException {
        Path folder = SampleSources.withAll(scratch, "odd").folder(plugins().resolve("odd"),
                SampleSources.properties("odd"));
        Installed installed = find(null, plugins());
        assertEquals(List.of(), installed.problems());
        assertEquals("tanh", installed.cells().create("odd", Map.of()).recurrence().name());
        assertEquals("trained on [a]",
                refused(UsageException.class, () -> installed.tokenizers().train("odd", List.of("a"), Map.of())));
        assertEquals("opened with 3 threads", refused(UsageException.class,
                () -> installed.backends().open(new BackendChoice("odd", null, 3))));
        Plugin plugin = installed.backends().entries().stream().filter(entry -> entry.name().equals("odd")).findAny()
                .orElseThrow().plugin();
        assertEquals("1.2", plugin.manifest().version());
        assertEquals(folder.toRealPath(), plugin.path());
        assertEquals(Files.size(folder.resolve("sample.jar")), plugin.size());
    }

    @Test
    void aProviderThatFailsIsNamedWithItsPlugin() throws IOException {
        Path folder = SampleSources.withAll(scratch, "odd").folder(plugins().resolve("odd"),
                SampleSources.properties("odd"));
        Installed installed = find(null, plugins());
        assertEquals("optimiser odd cannot be made: sample.SampleOptimizer of plugin odd (" + folder.toRealPath()
                + "): MissingResourceException: no rates; update it or take it away",
                refused(ResourceException.class, () -> installed.optimizers().create("odd", Map.of())));
    }

    @Test
    void anOptimiserThatFailsInItsStepIsNamedWithItsPlugin() throws IOException {
        Path jar = new PluginMaker(scratch).provider(OptimizerProvider.class, "Odd",
                SampleSources.optimizer("odd").replaceFirst("throw new [^;]+;", """
                        return new unroll.api.optim.Optimizer() {
                            public java.util.List<String> stateNames() { return java.util.List.of(); }
                            public void step(unroll.api.tensor.TensorOps ops, unroll.api.optim.Parameters parameters,
                                    long step, double rate) {
                                if (step == 1) {
                                    throw new unroll.api.error.ResourceException("no room");
                                }
                                throw new ArithmeticException("by zero");
                            }
                        };"""))
                .jar(plugins().resolve("odd.jar"));
        Optimizer optimizer = find(null, plugins()).optimizers().create("odd", Map.of());
        try (Float64Backend backend = new Float64Backend();
                Parameters parameters = new Parameters(backend, ParameterLayout.of(Map.of("w", Shape.of(1))),
                        DType.FLOAT64, optimizer.stateNames());
                Scope scope = backend.openScope()) {
            assertEquals("no room", refused(ResourceException.class,
                    () -> optimizer.step(backend.ops(scope), parameters, 1, 0.1)));
            assertEquals("optimiser odd failed in step 2: sample.Odd of plugin odd (" + jar.toRealPath()
                    + "): ArithmeticException: by zero; update it or take it away",
                    refused(ProviderException.class,
                            () -> optimizer.step(backend.ops(scope), parameters, 2, 0.1)));
        }
    }

    @Test
    void aSingleJarIsAPluginNamedByItsFile() throws IOException {
        SampleSources.withCell(scratch, "odd").api("1").jar(plugins().resolve("My-Cells-0.3-beta.jar"));
        Installed installed = find(null, plugins());
        assertEquals(List.of(), installed.problems());
        Plugin plugin = installed.cells().entry("odd").plugin();
        assertEquals("my-cells", plugin.name());
        assertEquals("0.3-beta", plugin.manifest().version());
    }

    @Test
    void aPluginSeesThePlatformAndTheApiAlone() throws IOException {
        String looking = """
                public static String look(String type) {
                    try {
                        return Class.forName(type).getSimpleName();
                    } catch (ClassNotFoundException e) {
                        return "hidden";
                    }
                }
                """;
        String sees = "public String description() { return look(\"" + Registry.class.getName()
                + "\") + \" \" + look(\""
                + Test.class.getName() + "\") + \" \" + look(\"" + CellProvider.class.getName()
                + "\") + \" \" + look(\"java.net.URI\"); }";
        new PluginMaker(scratch).provider(CellProvider.class, "Sample",
                SampleSources.cell("odd", looking).replace("public String description() { return \"a sample\"; }",
                        sees))
                .jar(plugins().resolve("odd.jar"));
        assertEquals("hidden hidden CellProvider URI", find(null, plugins()).cells().get("odd").description());
    }

    @Test
    void classesOfOneNameInTwoPluginsAreTwo() throws IOException {
        SampleSources.withCell(scratch, "odd").folder(plugins().resolve("a"), SampleSources.properties("a"));
        SampleSources.withCell(scratch, "even").folder(plugins().resolve("b"), SampleSources.properties("b"));
        Cells cells = find(null, plugins()).cells();
        assertEquals(cells.get("odd").getClass().getName(), cells.get("even").getClass().getName());
        assertNotSame(cells.get("odd").getClass(), cells.get("even").getClass());
    }

    @Test
    void aNameOfAPluginAndABuiltInOneIsRefusedWhenAskedFor() throws IOException {
        assumeTrue(Cells.class.getModule().isNamed(), "core runs as a named module only in the build");
        Path jar = SampleSources.withCell(scratch, "notebook").jar(plugins().resolve("odd.jar"));
        Installed installed = find(null, plugins());
        String message = refused(UsageException.class, () -> installed.cells().get("notebook"));
        assertEquals("there is more than one cell named 'notebook': unroll.core.cell.NotebookCellProvider and "
                + "sample.Sample of plugin odd (" + jar.toRealPath() + "); remove all but one", message);
        assertEquals("adam", installed.optimizers().get("adam").name());
    }

    @Test
    void builtInOnesAreCountedOnce() throws IOException {
        SampleSources.withCell(scratch, "odd").jar(plugins().resolve("odd.jar"));
        long before = Installed.builtIn().cells().all().size();
        assertEquals(before + 1, find(null, plugins()).cells().all().size());
    }

    @Test
    void aFolderNamedTwiceIsOne() throws IOException {
        SampleSources.withCell(scratch, "odd").jar(plugins().resolve("odd.jar"));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), plugins());
        Installed installed = find(null, plugins(), link, plugins());
        assertEquals(List.of(), installed.problems());
        assertEquals("odd", installed.cells().get("odd").name());
    }

    @Test
    void aBackendIsOpenedOnlyInAJvmThatWasStartedForIt() throws IOException {
        new PluginMaker(scratch).provider(BackendProvider.class, "Sample", SampleSources.backend("odd", "")).folder(
                plugins().resolve("odd"),
                SampleSources.properties("odd", "jvm=-Xss2m  --enable-native-access=ALL-UNNAMED",
                        "environment=OMP_WAIT_POLICY=PASSIVE,OMP_NUM_THREADS=@threads", "modules=java.base"));
        BackendChoice choice = new BackendChoice("odd", null, 1);
        String message = refused(BackendUnavailableException.class,
                () -> find(null, plugins()).backends().open(choice));
        assertEquals("backend odd needs a JVM that is started with the options of its plugin; choose it with "
                + "--backend odd or UNROLL_BACKEND=odd, so that the launcher adds them", message);
        assertThrows(BackendUnavailableException.class, () -> find("other", plugins()).backends().open(choice));
        assertEquals("opened with 1 threads",
                refused(UsageException.class, () -> find("odd", plugins()).backends().open(choice)));
        PluginManifest manifest = find(null, plugins()).backends().entry("odd").plugin().manifest();
        assertEquals(List.of("-Xss2m", "--enable-native-access=ALL-UNNAMED"), manifest.jvm());
        assertEquals(List.of("OMP_WAIT_POLICY=PASSIVE", "OMP_NUM_THREADS=@threads"), manifest.environment());
    }

    @Test
    void aBackendThatIsNotBuiltSaysHowToGetIt() throws IOException {
        Path odd = Files.write(scratch.resolve("odd.properties"),
                List.of(SampleSources.properties("odd", "size=134 MB")));
        Path wrong = Files.write(scratch.resolve("wrong.properties"), List.of("name=wrong"));
        Installed.Places places = new Installed.Places(List.of(new PluginDirectory(plugins(), false)), null,
                List.of(odd, wrong));
        Installed unbuilt = Installed.find(places);
        assertEquals(List.of(wrong + ": plugin.properties lacks 'version'; add a line version=..."),
                unbuilt.problems());
        Probe.Unavailable probe = assertInstanceOf(Probe.Unavailable.class,
                Backends.probe(unbuilt.backends().get("odd")));
        assertEquals("it is not built yet", probe.reason());
        assertTrue(probe.remedy().contains("--backend odd") && probe.remedy().contains("134 MB"), probe.remedy());
        assertThrows(BackendUnavailableException.class,
                () -> unbuilt.backends().open(new BackendChoice("odd", null, 1)));
        SampleSources.withAll(scratch, "odd").folder(plugins().resolve("odd"), SampleSources.properties("odd"));
        assertInstanceOf(Probe.Available.class, Backends.probe(Installed.find(places).backends().get("odd")));
    }

    /** It was built or installed: that it could be built is not what is wrong with it. */
    @Test
    void aPluginThatCannotBeUsedIsNotSaidToBeUnbuilt() throws IOException {
        Path odd = Files.write(scratch.resolve("odd.properties"), List.of(SampleSources.properties("odd")));
        SampleSources.withAll(scratch, "odd").folder(plugins().resolve("odd"),
                SampleSources.properties("odd", "api=2"));
        Installed installed = Installed
                .find(new Installed.Places(List.of(new PluginDirectory(plugins(), false)), null, List.of(odd)));
        String message = refused(BackendUnavailableException.class,
                () -> installed.backends().open(new BackendChoice("odd", null, 1)));
        assertTrue(message.contains("number 2 of the plugin API"), message);
    }
}
