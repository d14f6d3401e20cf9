package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.plugin.ApiVersion;
import unroll.tck.run.KitRun;

/**
 * docs/writing-a-backend.md, followed from an empty folder. Only Maven's part is done by hand, so that nothing has to be
 * installed: compiling, running the kit in a JVM of its own, and packing.
 */
class WritingABackendIT {
    private static final String NAME = "mine";
    private static final String MODULE = "mine.backend";
    private static final int PATIENCE_MINUTES = 5;
    private static final double ROUNDING = 1e-5;
    private static final List<String> LOSSES = List.of("train_loss", "dev_loss", "test_loss");

    @TempDir
    Path directory;

    private Path project;
    private Path jar;
    private String api;
    private List<String> transcripts;

    /** Where a class comes from. */
    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    @BeforeEach
    void makeTheProject() throws IOException, InterruptedException, URISyntaxException {
        directory = directory.toRealPath();
        transcripts = Page.of("writing-a-backend.md").blocks("");
        assertEquals(3, transcripts.size(), "a transcript for the copy, the build and the use");
        Launcher.Outcome copied = shell(directory, Page.commands(transcripts.get(0)));
        assertEquals(0, copied.code(), copied.err());
        project = directory.resolve(NAME);
        jar = project.resolve("target/plugin").resolve(NAME).resolve(NAME + "-1.0.jar");
        api = place(ApiVersion.class) + File.pathSeparator + place(NullMarked.class);
    }

    private Launcher.Outcome shell(Path folder, String commands) throws IOException, InterruptedException {
        return new Launcher(folder, Map.of("UNROLL", Page.HOME.toString(), "HOME", directory.toString()))
                .shell("set -e\n" + commands);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void run(String tool, String... arguments) {
        ToolProvider provider = ToolProvider.findFirst(tool).orElseThrow();
        assertEquals(0, provider.run(System.err, System.err, arguments), tool);
    }

    private void compile(String kind, String classes, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-d", project.resolve("target").resolve(classes).toString()));
        files(project.resolve("src").resolve(kind).resolve("java")).forEach(file -> arguments.add(file.toString()));
        run("javac", arguments.toArray(String[]::new));
    }

    /** What {@code mvn package} does before the tests and after them. */
    private void pack() throws IOException, InterruptedException {
        compile("main", "classes", "-Xlint:all", "-Werror", "--module-path", api);
        Launcher.Outcome copied = shell(project, "cp -r src/main/resources/. target/classes\nmkdir -p '"
                + jar.getParent() + "'\ncp src/plugin/* '" + jar.getParent() + "'");
        assertEquals(0, copied.code(), copied.err());
        run("jar", "--create", "--file", jar.toString(), "-C", project.resolve("target/classes").toString(), ".");
    }

    /** Runs the kit as Maven does: the backend as a module, its test class within it. Returns what it prints. */
    private String kit(int expected) throws IOException, InterruptedException {
        Path tests = project.resolve("target/test-classes");
        String path = System.getProperty("java.class.path");
        String modules = api + File.pathSeparator + jar;
        String sources = project.resolve("src/test/java").toString();
        compile("test", "test-classes", "--module-path", modules, "--class-path", path, "--add-modules", MODULE,
                "--add-reads",
                MODULE + "=ALL-UNNAMED", "--patch-module", MODULE + "=" + sources);
        Path output = Files.createTempFile(directory, "", ".kit");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path", modules, "--class-path", path, "--add-modules", MODULE, "--add-reads",
                MODULE + "=ALL-UNNAMED", "--add-opens", MODULE + "/" + MODULE + "=ALL-UNNAMED", "--patch-module",
                MODULE + "=" + tests, KitRun.class.getName(), MODULE + ".PlainBackendTest")
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "still running");
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertEquals(expected, process.exitValue(), printed);
        return printed;
    }

    /** The first column of the kit's table; the columns are two spaces apart at least. */
    private static List<String> families(String table) {
        return table.lines().filter(line -> line.matches("  \\S.* \\d+ +\\d+ +\\d+( .*)?"))
                .map(line -> line.strip().replaceFirst(" {2,}.*", "")).toList();
    }

    private static double loss(String metrics, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":([-+.\\dE]+)").matcher(metrics);
        assertTrue(matcher.find(), name + " in " + metrics);
        return Double.parseDouble(matcher.group(1));
    }

    private static String first(String pattern, Path file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        assertTrue(matcher.find(), pattern + " in " + file);
        return matcher.group(1);
    }

    @Test
    void theTemplateIsBuiltWithTheVersionsOfThisCheckout() throws IOException {
        Path ours = Page.HOME.resolve("pom.xml");
        Path its = project.resolve("pom.xml");
        assertEquals(first("<artifactId>unroll</artifactId>\\s*<version>(.*)</version>", ours),
                first("<unroll.version>(.*)</unroll.version>", its));
        assertEquals(first("<junit.version>(.*)</junit.version>", ours),
                first("<artifactId>junit-jupiter</artifactId>\\s*<version>(.*)</version>", its));
        assertEquals(ApiVersion.CURRENT,
                Integer.parseInt(first("(?m)^api=(.*)$", project.resolve("src/plugin/plugin.properties"))));
    }

    @Test
    void theTemplatePassesTheKitAndTrains() throws IOException, InterruptedException {
        for (Path file : files(project)) {
            assertFalse(file.toString().contains("template"), file.toString());
            assertFalse(Files.readString(file).contains("template"), file.toString());
        }
        pack();
        String table = kit(0);
        assertTrue(families(table).size() > 25, table);
        assertEquals(families(transcripts.get(1)), families(table), "the page's table and the kit's");

        Launcher.Outcome trained = shell(project, Page.commands(transcripts.get(2)));
        assertEquals(0, trained.code(), trained.err());
        assertTrue(trained.err().contains("\nbackend   " + NAME + ", device cpu\n"), trained.err());
        assertEquals(1, Page.epochs(transcripts.get(2)).size());
        assertEquals(Page.epochs(transcripts.get(2)), Page.epochs(trained.err()));

        Launcher.Outcome compared = shell(project, "unroll train --epochs 1 --out compared");
        assertEquals(0, compared.code(), compared.err());
        String mine = Files.readString(project.resolve("first/metrics.jsonl"));
        String other = Files.readString(project.resolve("compared/metrics.jsonl"));
        for (String loss : LOSSES) {
            assertEquals(loss(other, loss), loss(mine, loss), ROUNDING, loss);
        }
    }

    @Test
    void aMistakeFailsTheKit() throws IOException, InterruptedException {
        Path ops = project.resolve("src/main/java/mine/backend/PlainOps.java");
        String right = Files.readString(ops);
        String wrong = right.replace("x -> x <= 0 ? 0 : x", "x -> x > 0 ? x : 0");
        assertFalse(right.equals(wrong));
        Files.writeString(ops, wrong);
        pack();
        String printed = kit(1);
        assertTrue(printed.contains("relu of NaN"), printed);
    }
}
