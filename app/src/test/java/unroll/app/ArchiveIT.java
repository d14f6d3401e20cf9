package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's archive of classes, in a copy of the distribution: whatever becomes of it, nobody notices. */
class ArchiveIT {
    private static final Path HOME = Path.of(System.getProperty("unroll.home")).toAbsolutePath().normalize();
    private static final Path DISTRIBUTION = Path.of(System.getProperty("unroll.distribution")).toAbsolutePath();
    private static final String FROM_ARCHIVE = "unroll.app.cli.App source: shared objects file (top)";

    @TempDir
    Path directory;

    private Path checkout;

    @BeforeEach
    void copy() throws IOException {
        directory = directory.toRealPath();
        checkout = directory.resolve("first");
        for (String file : List.of("unroll", "build/archive.sh", "build/jdk.sh", "build/plugins.sh",
                "build/tornado.sh")) {
            copy(HOME.resolve(file), checkout.resolve(file));
        }
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                copy(jar, distribution().resolve("lib").resolve(jar.getFileName()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Path distribution() {
        return checkout.resolve("app").resolve("target").resolve("unroll");
    }

    /** As the launcher names it: by the folder of the JDK. */
    private Path archive() {
        return distribution().resolve(name(System.getProperty("java.home")) + ".jsa");
    }

    private Path madeOf() {
        return distribution().resolve(name(System.getProperty("java.home")) + ".of");
    }

    private static String name(String jdk) {
        String name = jdk.replaceAll("[^A-Za-z0-9.-]", "_");
        return "classes-" + name.substring(Math.max(0, name.length() - 100));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(distribution())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Launcher.Outcome run(Map<String, String> environment) throws IOException, InterruptedException {
        return new Launcher(checkout.resolve("unroll"), directory, environment).run("config");
    }

    /** Asserts that all is as ever; returns whether the archive was used. */
    private boolean isUsed() throws IOException, InterruptedException {
        Launcher.Outcome without = run(Map.of("UNROLL_JAVA_OPTS", "-Xshare:off"));
        Launcher.Outcome plain = run(Map.of());
        assertEquals(without, plain);
        assertEquals("", plain.err());
        return run(Map.of("UNROLL_JAVA_OPTS", "-Xlog:class+load")).out().contains(FROM_ARCHIVE);
    }

    @Test
    void isMadeAtTheFirstStartAndLeavesNothingBehind() throws IOException, InterruptedException {
        assertTrue(isUsed());
        FileTime made = Files.getLastModifiedTime(archive());
        assertTrue(isUsed());
        assertEquals(made, Files.getLastModifiedTime(archive()));
        assertEquals(List.of(archive().getFileName().toString(), madeOf().getFileName().toString(), "lib"), left());
    }

    /** Each keeps its own, and the oldest go. */
    @Test
    void twoJdksInTurnDoNotRemakeIt() throws IOException, InterruptedException {
        Files.createDirectories(distribution());
        for (String old : List.of("classes", "classes-a", "classes-b", "classes-c")) {
            for (String file : List.of(old + ".jsa", old + ".of")) {
                Files.writeString(distribution().resolve(file), "old");
                Files.setLastModifiedTime(distribution().resolve(file), FileTime.from(Instant.now()
                        .minusSeconds(old.equals("classes-c") ? 50 : 100)));
            }
        }
        assertTrue(isUsed());
        FileTime made = Files.getLastModifiedTime(archive());
        Path other = Files.createSymbolicLink(directory.resolve("other jdk"), Path.of(System.getProperty("java.home")));
        assertEquals(0, run(Map.of("JAVA_HOME", other.toString())).code());
        assertTrue(isUsed());
        assertEquals(made, Files.getLastModifiedTime(archive()));
        assertEquals(Stream.of(name(System.getProperty("java.home")), name(other.toString()), "classes-c")
                .flatMap(name -> Stream.of(name + ".jsa", name + ".of")).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(left().subList(0, left().size() - 1)));
        Files.delete(other);
    }

    @Test
    void isMadeAgainInAnotherPlaceAndForANewerJdk() throws IOException, InterruptedException {
        assertTrue(isUsed());
        String first = Files.readString(madeOf());
        Path second = directory.resolve("second place");
        Files.move(checkout, second);
        checkout = second;
        assertTrue(isUsed());
        assertEquals(first.replace("/first/", "/second place/"), Files.readString(madeOf()));
        String here = Files.readString(madeOf());
        Files.writeString(madeOf(), System.getProperty("java.home") + " \"25-ea\" " + distribution() + "\n");
        Files.writeString(archive(), "what another JDK wrote");
        assertTrue(isUsed());
        assertEquals(here, Files.readString(madeOf()));
    }

    @Test
    void whatDoesNotFitIsPassedOverInSilence() throws IOException, InterruptedException {
        assertTrue(isUsed());
        try (Stream<Path> jars = Files.list(distribution().resolve("lib"))) {
            Path jar = jars.filter(file -> file.getFileName().toString().startsWith("unroll-app-")).findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
        }
        assertFalse(isUsed());
        Files.writeString(archive(), "no archive at all");
        assertFalse(isUsed());
        Files.delete(archive());
        assertFalse(isUsed());
    }
}
