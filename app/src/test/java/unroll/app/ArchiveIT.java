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

    private Path archive() {
        return distribution().resolve("classes.jsa");
    }

    private Path madeOf() {
        return distribution().resolve("classes.of");
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
        try (Stream<Path> left = Files.list(distribution())) {
            assertEquals(List.of("classes.jsa", "classes.of", "lib"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void isMadeAgainInAnotherPlaceAndForAnotherJdk() throws IOException, InterruptedException {
        assertTrue(isUsed());
        String first = Files.readString(madeOf());
        Path second = directory.resolve("second place");
        Files.move(checkout, second);
        checkout = second;
        assertTrue(isUsed());
        assertEquals(first.replace("/first/", "/second place/"), Files.readString(madeOf()));
        String here = Files.readString(madeOf());
        Files.writeString(madeOf(), "/another/jdk 25 " + distribution() + "\n");
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
