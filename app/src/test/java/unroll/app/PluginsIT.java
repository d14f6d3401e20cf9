package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.backend.BackendProvider;

/**
 * What the launcher does for plugins, in a checkout of its own: the launcher and the distribution are the real ones, the
 * sources are a few empty files, and a small script stands in for Maven.
 */
class PluginsIT {
    private static final Path HOME = Path.of(System.getProperty("unroll.home")).toAbsolutePath().normalize();
    private static final Path DISTRIBUTION = Path.of(System.getProperty("unroll.distribution")).toAbsolutePath();
    // Which no module of the distribution asks for.
    private static final String MODULE = "java.sql";
    /** Refuses to be opened, saying what the process was started with. */
    private static final String BACKEND = """
            package odd;
            import unroll.api.backend.*;
            public final class Odd implements BackendProvider {
                public String name() { return "odd"; }
                public String description() { return "says how it was started"; }
                public Probe probe() {
                    return new Probe.Available(java.util.List.of(new Device("cpu", "a processor", 1)));
                }
                public Backend open(OpenOptions options) {
                    throw new unroll.api.error.UsageException("option " + System.getProperty("odd.option") + ", wait "
                            + System.getenv("ODD_WAIT") + ", threads " + System.getenv("ODD_THREADS") + ", module "
                            + ModuleLayer.boot().findModule("java.sql").isPresent());
                }
            }
            """;
    private static final String MAVEN = """
            #!/usr/bin/env bash
            if [ "$2" = --version ]; then echo 'Apache Maven 3.9.9'; exit; fi
            echo "$*" >> "$HOME/maven.log"
            [ -z "${BROKEN_MAVEN:-}" ] || exit 1
            mkdir -p backend-odd/target/plugin/odd
            cp "$HOME/odd.jar" backend-odd/src/plugin/plugin.properties backend-odd/target/plugin/odd
            """;
    private static final List<String> PROPERTIES = List.of("# a comment", "name=odd", "version = 7", "api=1",
            "size=12 MB", "modules=jdk.unsupported, " + MODULE, "jvm=-Dodd.option=given -Xss2m",
            "environment=ODD_WAIT=PASSIVE,ODD_THREADS=@threads");

    @TempDir
    Path directory;

    private Path checkout;
    private Path module;

    @BeforeEach
    void makeACheckout() throws IOException, InterruptedException {
        directory = directory.toRealPath();
        checkout = Files.createDirectory(directory.resolve("checkout"));
        module = checkout.resolve("backend-odd");
        for (String file : List.of("unroll", "build/archive.sh", "build/jdk.sh", "build/plugins.sh",
                "build/tornado.sh")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(HOME.resolve(file), checkout.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String file : List.of("pom.xml", "backend-odd/pom.xml", "backend-odd/src/main/java/odd/Odd.java")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.createFile(checkout.resolve(file));
        }
        properties(PROPERTIES);
        Path target = Files.createDirectories(checkout.resolve("app").resolve("target").resolve("unroll"));
        Files.createSymbolicLink(target.resolve("lib"), DISTRIBUTION.resolve("lib"));
        Files.copy(DISTRIBUTION.resolve("started"), target.resolve("started"));
        FileTime later = FileTime.from(Instant.now().plusSeconds(1));
        Files.setLastModifiedTime(Files.createFile(target.resolve("stamp")), later);
        Path maven = Files.createDirectory(directory.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        pack(directory.resolve("odd.jar"));
    }

    /** JUnit follows no link out of its folder, and says so. */
    @AfterEach
    void unlink() throws IOException {
        Files.delete(checkout.resolve("app/target/unroll/lib"));
    }

    private void properties(List<String> lines) throws IOException {
        Files.createDirectories(module.resolve("src").resolve("plugin"));
        Files.write(module.resolve("src").resolve("plugin").resolve("plugin.properties"), lines);
    }

    private void pack(Path jar) throws IOException, InterruptedException {
        Path source = Files.createDirectories(directory.resolve("source"));
        Files.writeString(source.resolve("Odd.java"), BACKEND);
        Path services = Files.createDirectories(source.resolve("classes").resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(BackendProvider.class.getName()), "odd.Odd\n");
        Launcher.Outcome outcome = new Launcher(directory, Map.of()).shell("cd source && \"$JAVA_HOME/bin/javac\" -cp '"
                + DISTRIBUTION
                + "'/lib/unroll-api-*.jar -d classes Odd.java && \"$JAVA_HOME/bin/jar\" --create --file '"
                + jar + "' -C classes .");
        assertEquals(0, outcome.code(), outcome.err());
    }

    private Launcher.Outcome run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        return new Launcher(checkout.resolve("unroll"), directory, all).run(arguments);
    }

    private String mavenRuns() throws IOException {
        Path log = directory.resolve("maven.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Test
    void aBackendIsBuiltOnItsFirstUseAndStartedAsItAsks() throws IOException, InterruptedException {
        Launcher.Outcome listed = run(Map.of("UNROLL_BACKEND", "odd"), "backends");
        assertTrue(listed.out().replaceAll("\\s+", " ").contains("odd: not available a backend that is built on its "
                + "first use why: it is not built yet to do: use it with --backend odd, the first use builds it "
                + "(downloads about 12 MB)"), listed.out());
        Launcher.Outcome other = run(Map.of(), "train", "--backend", "none");
        assertTrue(other.err().startsWith("unroll: --backend: there is no backend 'none'; there are: odd, "),
                other.err());
        assertEquals(0, run(Map.of("UNROLL_BACKEND", "odd"), "train", "--help").code());
        assertEquals("", mavenRuns(), "only a backend that is going to be used is built");

        Launcher.Outcome first = run(Map.of(), "train", "--backend", "odd:cpu", "--threads", "3");
        assertTrue(first.err().matches("unroll: building backend odd, first use only \\(downloads about 12 MB\\) ... "
                + "done in \\d+ s\nunroll: option given, wait PASSIVE, threads 3, module true\n"), first.err());
        assertEquals(2, first.code());
        assertTrue(mavenRuns().matches("-B -q .* -pl backend-odd -am package\n"), mavenRuns());

        Launcher.Outcome again = run(Map.of("UNROLL_BACKEND", "odd", "ODD_WAIT", "ACTIVE"), "train");
        assertEquals("unroll: option given, wait ACTIVE, threads null, module true\n", again.err());
        Launcher.Outcome equals = run(Map.of("ODD_THREADS", "1"), "train", "--backend=odd", "--threads=2");
        assertEquals("unroll: option given, wait PASSIVE, threads 1, module true\n", equals.err());
        assertEquals(1, mavenRuns().lines().count());

        String list = run(Map.of(), "backends").out().replaceAll("\\s+", " ");
        assertTrue(list.contains("odd: available says how it was started plugin, version 7, "), list);
        assertTrue(list.contains("in " + module.resolve("target/plugin/odd") + " device cpu"), list);

        Files.setLastModifiedTime(module.resolve("src/main/java/odd/Odd.java"),
                FileTime.from(Instant.now().plusSeconds(2)));
        Launcher.Outcome changed = run(Map.of(), "train", "--backend", "odd");
        assertTrue(changed.err().startsWith("unroll: building backend odd, its sources have changed ... done in "),
                changed.err());
        assertEquals(2, mavenRuns().lines().count(), "and the app was not built anew");
    }

    @Test
    void aConfigurationAndARunNameABackendToo() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("odd.yaml"), "hidden_size: 8\nbackend: 'odd'  # slow\nthreads: 2\n");
        Launcher.Outcome config = run(Map.of(), "train", "--config", "odd.yaml");
        assertTrue(config.err().contains("building backend odd"), config.err());
        assertTrue(config.err().endsWith("unroll: option given, wait PASSIVE, threads 2, module true\n"), config.err());
        Launcher.Outcome given = run(Map.of(), "train", "--config=odd.yaml", "--backend", "odd", "--threads", "4");
        assertEquals("unroll: option given, wait PASSIVE, threads 4, module true\n", given.err());
        // Written in a way that only the app reads: one line says how to start it.
        Files.writeString(directory.resolve("flow.yaml"), "{backend: odd}\n");
        Launcher.Outcome flow = run(Map.of(), "train", "--config", "flow.yaml");
        assertEquals("unroll: backend odd needs a JVM that is started with the options of its plugin; choose it with "
                + "--backend odd or UNROLL_BACKEND=odd, so that the launcher adds them\n", flow.err());
    }

    @Test
    void aBuildThatFailsIsTriedAgain() throws IOException, InterruptedException {
        Launcher.Outcome failed = run(Map.of("BROKEN_MAVEN", "1"), "train", "--backend", "odd");
        assertEquals(1, failed.code());
        assertTrue(failed.err().endsWith("unroll: the build failed, see "
                + checkout.resolve("app/target/launcher-build.log") + "\n"), failed.err());
        assertTrue(run(Map.of(), "train", "--backend", "odd").err().contains("first use only"));
    }

    @Test
    void anInstalledPluginIsUsedInPlaceOfABuild() throws IOException, InterruptedException {
        Path plugin = Files.createDirectories(directory.resolve(".unroll/plugins/odd"));
        Files.copy(directory.resolve("odd.jar"), plugin.resolve("odd.jar"));
        Files.write(plugin.resolve("plugin.properties"),
                List.of("name=odd", "version=1", "api=1", "jvm=-Dodd.option=installed"));
        Launcher.Outcome outcome = run(Map.of(), "train", "--backend", "odd");
        assertEquals("unroll: option installed, wait null, threads null, module false\n", outcome.err());
        assertEquals("", mavenRuns());
    }

    @Test
    void aModuleThatTheJdkLacksStopsThePluginAlone() throws IOException, InterruptedException {
        properties(List.of("name=odd", "version=1", "api=1", "modules=no.such.module"));
        Launcher.Outcome outcome = run(Map.of(), "train", "--backend", "odd");
        String cause = "plugin odd (" + module.resolve("target/plugin/odd")
                + "): it needs the platform module no.such.module, which the Java in ";
        assertTrue(
                outcome.err().contains("unroll: --backend: there is no backend 'odd'; there are: pure, tornado; could "
                        + "not be loaded: " + cause),
                outcome.err());
        Launcher.Outcome without = run(Map.of(), "train", "--hidden", "4", "--epochs", "1");
        assertEquals(0, without.code());
        assertTrue(without.err().contains("unroll: warning: " + cause), without.err());
    }

    @Test
    void aBrokenPluginIsOneWarningAndOnlyWhereItMatters() throws IOException, InterruptedException {
        Path more = Files.createDirectories(directory.resolve("more"));
        Files.writeString(more.resolve("bad.jar"), "no jar");
        Map<String, String> environment = Map.of("UNROLL_PLUGINS", more.toString());
        String reason = "plugin bad.jar (" + more.resolve("bad.jar") + "): bad.jar is damaged or cannot be read: ";

        Launcher.Outcome train = run(environment, "train", "--hidden", "4", "--epochs", "1", "--out", "run");
        assertEquals(0, train.code(), train.err());
        assertEquals(1, train.err().lines().filter(line -> line.startsWith("unroll: warning: " + reason)).count(),
                train.err());
        assertFalse(run(environment, "sample", "run", "-n", "1", "-q").err().contains("warning"));
        assertTrue(run(environment, "sample", "run", "-n", "1").err().startsWith("unroll: warning: " + reason));
        assertEquals("", run(environment, "--help").err());
        assertEquals("", run(environment, "data").err());
        Launcher.Outcome backends = run(environment, "backends", "--json");
        assertEquals(0, backends.code());
        assertTrue(backends.out().contains(reason), backends.out());
    }
}
