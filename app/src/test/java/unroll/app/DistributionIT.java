package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars as they are put together, run as a user runs them. */
class DistributionIT {
    private static final Path LIB = Path.of(System.getProperty("unroll.distribution"), "lib");
    private static final String BACKEND = System.getProperty("unroll.default.backend");
    private static final int PATIENCE_SECONDS = 120;
    // The JVM says this of itself; the launcher takes it out.
    private static final String INCUBATOR = "WARNING: Using incubator modules";

    @TempDir
    Path directory;

    private record Outcome(int code, String out, String err) {
    }

    private Outcome run(Path lib, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-p", lib.toString(), "-Dunroll.default.backend=" + BACKEND, "-Dunroll.home=" + directory,
                "-m", "unroll.app/unroll.app.Main"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("stdout");
        Path err = directory.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        // What the machine's own settings say must not decide.
        builder.environment().keySet().removeIf(name -> name.startsWith("UNROLL_") || name.startsWith("LC_"));
        builder.environment().put("LANG", "C");
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running: " + command);
        String messages = String.join("\n",
                Files.readAllLines(err).stream().filter(line -> !line.startsWith(INCUBATOR)).toList());
        return new Outcome(process.exitValue(), Files.readString(out), messages);
    }

    @Test
    void everyJarIsATrueNamedModule() {
        Map<String, ModuleDescriptor> modules = new TreeMap<>();
        for (ModuleReference reference : ModuleFinder.of(LIB).findAll()) {
            modules.put(reference.descriptor().name(), reference.descriptor());
        }
        assertTrue(modules.keySet().containsAll(List.of("unroll.api", "unroll.core", "unroll.app",
                "unroll.backend." + BACKEND, "info.picocli")), modules.keySet().toString());
        assertEquals(List.of(),
                modules.values().stream().filter(ModuleDescriptor::isAutomatic).map(ModuleDescriptor::name).toList());
        modules.forEach((name, descriptor) -> assertTrue(
                !name.startsWith("unroll.") || descriptor.rawVersion().isPresent(), name + " has no version"));
    }

    /** Each library with the place of its licence's text: a jar that has it, or its authors' page. */
    @Test
    void everyLibraryComesWithItsLicence() throws IOException {
        Path texts = LIB.resolveSibling("THIRD-PARTY");
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(texts.resolve("LIBRARIES.txt"))) {
            String[] columns = line.split(" {2,}", 0);
            if (columns.length > 1) {
                assertEquals(4, columns.length, line);
                listed.put(columns[0], columns[3]);
            }
        }
        Set<String> shipped = new TreeSet<>();
        try (Stream<Path> jars = Files.list(LIB)) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
                String place = listed.get(name);
                if (place == null) {
                    assertTrue(name.startsWith("unroll-"), name + " is not in THIRD-PARTY/LIBRARIES.txt");
                    continue;
                }
                shipped.add(name);
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    if (place.equals("in the jar")) {
                        assertNotNull(zip.getEntry("META-INF/LICENSE"), name);
                    } else if (place.startsWith("in the jar, ")) {
                        assertNotNull(zip.getEntry(place.substring("in the jar, ".length())), name);
                    } else if (place.equals("in the jar of jackson-core")) {
                        assertEquals("in the jar", listed.get("jackson-core"));
                    } else {
                        assertTrue(place.startsWith("https://"), name + ": " + place);
                    }
                }
            }
        }
        assertEquals(listed.keySet(), shipped);
    }

    @Test
    void trainsSamplesAndEvaluates() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("data.txt"), "\u00e9t\u00e9\n\u00e9t\u00e9t\nt\u00e9\n".repeat(10));
        Outcome train = run(LIB, "train", "--data", "data.txt", "--hidden", "8", "--epochs", "2", "--out", "run");
        assertEquals(0, train.code(), train.err());
        assertTrue(train.out().contains("test loss"), train.out());
        Outcome sample = run(LIB, "sample", "run", "-n", "5", "--seed", "7");
        assertTrue(sample.err().matches("in the training data: \\d of 5 samples"), sample.err());
        assertEquals(5, sample.out().lines().count());
        assertTrue(sample.out().matches("[t\u00e9\n]+"), "UTF-8 whatever the locale: " + sample.out());
        assertEquals(sample, run(LIB, "sample", "run", "-n", "5", "--seed", "7"));
        Outcome eval = run(LIB, "eval", "run", "--split", "all", "--json");
        assertEquals(0, eval.code(), eval.err());
        assertTrue(eval.out().contains("\"items\" : 30"), eval.out());
    }

    @Test
    void showsItsVersion() throws IOException, InterruptedException {
        Outcome outcome = run(LIB, "--version");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().matches("unroll \\d+\\.\\d+\\.\\d+\\S*, Java 25\\S*\n"), outcome.out());
    }

    @Test
    void aMistakeCostsOneLine() throws IOException, InterruptedException {
        assertEquals(new Outcome(2, "", "unroll: unknown option '--hiden'; did you mean --hidden? "
                + "See 'unroll train --help'"), run(LIB, "train", "--hiden", "3"));
    }

    @Test
    void withoutABackendItSaysSoAndGivesTheRemedy() throws IOException, InterruptedException {
        Path lib = Files.createDirectory(directory.resolve("lib"));
        int taken = 0;
        try (Stream<Path> jars = Files.list(LIB)) {
            for (Path jar : jars.toList()) {
                if (jar.getFileName().toString().startsWith("unroll-backend-")) {
                    taken++;
                } else {
                    Files.copy(jar, lib.resolve(jar.getFileName()));
                }
            }
        }
        assertTrue(taken > 0);
        Outcome backends = run(lib, "backends");
        assertEquals(0, backends.code(), backends.err());
        String text = backends.out().replaceAll("\\s+", " ");
        assertTrue(text.contains("The default backend, " + BACKEND + ", is not there: its jar is missing."), text);
        assertTrue(text.contains("What to do: to build it again, delete "), text);
        Outcome train = run(lib, "train", "--epochs", "1");
        assertEquals(1, train.code());
        assertTrue(train.err().startsWith("unroll: ") && train.err().lines().count() == 1, train.err());
        assertFalse(Files.exists(directory.resolve("runs")));
    }
}
