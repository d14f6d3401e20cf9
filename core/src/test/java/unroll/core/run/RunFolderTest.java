package unroll.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.error.ModelFormatException;
import unroll.api.error.ResourceException;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.api.text.Tokenizer;
import unroll.api.text.TokenizerProvider;
import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;
import unroll.core.file.FolderNames;
import unroll.core.nn.HostTensor;
import unroll.core.plugin.ProviderSource;
import unroll.core.plugin.Tokenizers;

class RunFolderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final BackendChoice BACKEND = new BackendChoice("swift", null, 0);
    private static final List<HostTensor> WEIGHTS = List
            .of(new HostTensor("w", DType.FLOAT32, Shape.of(2), new double[] {1, 2}));

    @TempDir
    Path folder;

    /** A tokenizer that knows how to be saved and nothing else. */
    private record Saved(String toJson, String reader) implements Tokenizer {
        @Override
        public int vocabularySize() {
            return 2;
        }

        @Override
        public int startStop() {
            return 0;
        }

        @Override
        public int pad() {
            return 1;
        }

        @Override
        public int[] encode(String text) {
            return new int[0];
        }

        @Override
        public String decode(int[] ids) {
            return "";
        }

        @Override
        public String token(int id) {
            return "";
        }
    }

    private record Reader(String name, String type) implements TokenizerProvider {
        @Override
        public String description() {
            return name;
        }

        @Override
        public Tokenizer train(List<String> items, Map<String, String> options) {
            return new Saved("", name);
        }

        @Override
        public boolean reads(String modelType) {
            return modelType.equals(type);
        }

        @Override
        public Tokenizer load(String json) {
            if (json.contains("bad")) {
                throw new ModelFormatException("the vocabulary has no [PAD]");
            }
            return new Saved(json, name);
        }
    }

    private static Tokenizers tokenizers(TokenizerProvider... providers) {
        return new Tokenizers(new ProviderSource() {
            @Override
            public <P> Stream<ServiceLoader.Provider<P>> providers(Class<P> service) {
                return Stream.of(providers).map(provider -> new ServiceLoader.Provider<>() {
                    @Override
                    public Class<? extends P> type() {
                        return provider.getClass().asSubclass(service);
                    }

                    @Override
                    public P get() {
                        return service.cast(provider);
                    }
                });
            }
        });
    }

    private RunFolder made() {
        RunFolder run = RunFolder.create(folder.resolve("runs").resolve("a"), false);
        run.writeConfig(RunConfig.LECTURE, BACKEND);
        run.writeTokenizer(new Saved("{\"model\": {\"type\": \"WordLevel\"}}", ""));
        run.writeModel(WEIGHTS);
        return run;
    }

    private static String refused(Class<? extends UnrollException> type,
            org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(type, call).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Test
    void whatIsWrittenIsReadBack() {
        RunFolder run = made();
        Provenance provenance = Provenance.of("built-in names", "ab12", 2000, "swift", "cpu", 2,
                List.of("./unroll", "train", "--data", "a b"));
        run.writeProvenance(provenance);
        LastState last = LastFolderTest.state(5, WEIGHTS.get(0));
        run.writeLast(last);

        RunFolder read = RunFolder.open(run.path());
        assertEquals(run.path(), read.path());
        assertEquals(RunConfig.LECTURE, read.config());
        assertEquals(BACKEND, read.backendChoice());
        assertEquals(WEIGHTS, read.model());
        assertEquals(last, read.last());
        assertEquals(provenance, read.provenance());
    }

    @Test
    void aNewFolderIsMadeWithItsParentsAndAnEmptyOneIsUsed() throws IOException {
        RunFolder.create(folder.resolve("x/y/z"), false);
        assertEquals(List.of("z"), FolderNames.of(folder.resolve("x/y")));
        Files.createDirectory(folder.resolve("empty"));
        RunFolder.create(folder.resolve("empty"), false);
        refused(UsageException.class, () -> RunFolder.create(folder.resolve("empty"), false));
    }

    @Test
    void aFolderThatIsNotEmptyIsRefused() throws IOException {
        RunFolder run = made();
        byte[] before = Files.readAllBytes(run.path().resolve("model.safetensors"));
        String message = refused(UsageException.class, () -> RunFolder.create(run.path(), false));
        assertTrue(message.contains(run.path() + " is not empty") && message.contains("--overwrite"), message);
        assertArrayEquals(before, Files.readAllBytes(run.path().resolve("model.safetensors")));
    }

    @Test
    void overwriteMovesAsideAndNeverDeletes() throws IOException {
        RunFolder run = made();
        RunFolder.create(run.path(), true, NOW).writeConfig(RunConfig.LECTURE, BACKEND);
        RunFolder.create(run.path(), true, NOW).writeConfig(RunConfig.LECTURE, BACKEND);
        RunFolder.create(run.path(), true, NOW);
        List<String> names = FolderNames.of(folder.resolve("runs"));
        assertEquals(4, names.size(), names.toString());
        assertTrue(names.get(1).matches("a\\.old-2026\\d{4}-\\d{6}"), names.toString());
        assertEquals(List.of("a", names.get(1), names.get(1) + "-2", names.get(1) + "-3"), names);
        assertEquals(List.of("config.yaml"), FolderNames.of(run.path()));
        assertEquals(WEIGHTS, RunFolder.open(folder.resolve("runs").resolve(names.get(1))).model());
    }

    @Test
    void overwriteLeavesAnEmptyFolderAlone() throws IOException {
        Files.createDirectory(folder.resolve("a"));
        assertTrue(RunFolder.create(folder.resolve("a"), true, NOW).movedAside().isEmpty());
        assertEquals(List.of("a"), FolderNames.of(folder));
        assertTrue(RunFolder.create(folder.resolve("a"), true, NOW).movedAside().isPresent());
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "precious");
        assertTrue(refused(UsageException.class, () -> RunFolder.create(file, true)).startsWith(file + " is a file"));
        Path under = file.resolve("a").resolve("b");
        assertTrue(refused(ResourceException.class, () -> RunFolder.create(under, true))
                .startsWith(under + " cannot be created: "));
        assertEquals("precious", Files.readString(file));
        assertTrue(refused(UsageException.class, () -> RunFolder.open(file)).contains("is a file"));
    }

    /** A relative path to the working directory would go on meaning the folder that was moved. */
    @Test
    void theWorkingDirectoryAndWhatHoldsItAreNotMoved() {
        for (Path path : List.of(Path.of("."), Path.of(""), Path.of("").toAbsolutePath(), Path.of(".."))) {
            String message = assertThrows(UsageException.class, () -> RunFolder.create(path, true)).getMessage();
            assertTrue(message.contains("working directory"), message);
        }
    }

    @Test
    void ofTwoRunsAtOnceOneGetsTheFolder() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path path = folder.resolve("same-" + round);
            java.util.concurrent.CyclicBarrier start = new java.util.concurrent.CyclicBarrier(2);
            java.util.concurrent.Callable<Integer> one = () -> {
                start.await();
                try {
                    RunFolder.create(path, false);
                    return 1;
                } catch (UsageException e) {
                    return 0;
                }
            };
            try (var threads = java.util.concurrent.Executors.newFixedThreadPool(2)) {
                var first = threads.submit(one);
                var second = threads.submit(one);
                assertEquals(1, first.get() + second.get());
            }
        }
    }

    @Test
    void theRootIsNotMoved() {
        assertTrue(refused(UsageException.class, () -> RunFolder.create(Path.of("/"), true)).contains("root"));
    }

    @Test
    void whatIsNotARunIsNamed() throws IOException {
        Path none = folder.resolve("none");
        assertTrue(refused(UsageException.class, () -> RunFolder.open(none)).startsWith("there is no run at " + none));
        Path other = Files.createDirectory(folder.resolve("other"));
        assertEquals(other + " is not the folder of a run: config.yaml is missing",
                refused(ModelFormatException.class, () -> RunFolder.open(other)));
        RunFolder run = made();
        Files.delete(run.path().resolve("model.safetensors"));
        assertTrue(refused(ModelFormatException.class, () -> RunFolder.open(run.path()).model())
                .contains("model.safetensors is missing"));
        assertTrue(refused(ModelFormatException.class, run::provenance).endsWith("provenance.json is missing"));
        Files.delete(run.path().resolve("tokenizer.json"));
        assertTrue(refused(ModelFormatException.class, () -> RunFolder.open(run.path()))
                .endsWith("tokenizer.json is missing"));
    }

    @Test
    void aDamagedConfigurationIsNamedOnOpening() throws IOException {
        RunFolder run = made();
        Files.write(run.path().resolve("config.yaml"), new byte[] {'a', ':', (byte) 0xff});
        assertTrue(refused(ModelFormatException.class, () -> RunFolder.open(run.path())).contains("not UTF-8"));
        Files.writeString(run.path().resolve("config.yaml"), "x".repeat(2_000_000));
        assertTrue(refused(ModelFormatException.class, () -> RunFolder.open(run.path())).contains("too large"));
    }

    @Test
    void theTokenizerIsReadByWhoeverReadsItsType() {
        RunFolder run = made();
        Reader other = new Reader("bytes", "BPE");
        Reader first = new Reader("alpha", "WordLevel");
        Reader preferred = new Reader("char", "WordLevel");
        assertEquals("alpha", ((Saved) run.tokenizer(tokenizers(other, first))).reader());
        assertEquals("char", ((Saved) run.tokenizer(tokenizers(other, preferred, first))).reader());
        assertTrue(refused(ModelFormatException.class, () -> run.tokenizer(tokenizers(other)))
                .endsWith("is of the type 'WordLevel', which no tokenizer here reads; there are: bytes"));
    }

    @Test
    void aDamagedTokenizerIsNamed() throws IOException {
        RunFolder run = made();
        Tokenizers tokenizers = tokenizers(new Reader("char", "WordLevel"));
        Path file = run.path().resolve("tokenizer.json");
        List<String> damaged = new ArrayList<>(List.of("", "{", "[]", "{}", "{\"model\":3}", "{\"model\":{}}",
                "{\"model\":{\"type\":3}}", "{\"model\":{\"type\":\"WordLevel\",\"type\":\"BPE\"}}",
                "{\"model\":{\"type\":\"WordLevel\"},\"bad\":0}"));
        for (String text : damaged) {
            Files.writeString(file, text);
            String message = refused(ModelFormatException.class, () -> run.tokenizer(tokenizers));
            assertTrue(message.startsWith(file.toString()), message);
        }
    }

    @Test
    void provenanceKnowsThisMachine() throws IOException {
        Provenance provenance = Provenance.of("names.txt", "ab", 3, "swift", "cpu", 1, List.of());
        assertEquals(Runtime.version().toString(), provenance.javaVersion());
        assertEquals(System.getProperty("os.arch"), provenance.arch());
        assertTrue(Instant.parse(provenance.created()).isBefore(Instant.now().plusSeconds(1)));
        assertFalse(provenance.unrollVersion().isEmpty());
        RunFolder run = made();
        run.writeProvenance(provenance);
        Path file = run.path().resolve("provenance.json");
        Files.writeString(file, Files.readString(file).replace("\"items\" : 3", "\"items\" : \"3\""));
        assertTrue(refused(ModelFormatException.class, run::provenance).contains("items: expected a whole number"));
    }

    @Test
    void whatAKilledProcessLeftIsTidiedUp() throws IOException {
        RunFolder run = made();
        Files.writeString(run.path().resolve(".model.safetensors.0a1b2c3d.tmp"), "half");
        Files.writeString(run.path().resolve(".mine.tmp"), "kept");
        List<String> before = FolderNames.of(run.path());
        run.tidy();
        List<String> after = new ArrayList<>(before);
        assertTrue(after.remove(".model.safetensors.0a1b2c3d.tmp"));
        assertEquals(after, FolderNames.of(run.path()));
        assertTrue(after.contains(".mine.tmp"));
    }
}
