package unroll.backend.pure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;

/** Each reason to do without vectors, met in a JVM that has it: one notice, plain loops, and the same results. */
class VectorLadderTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    private static List<String> start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(String.join(System.getProperty("path.separator"), Stream.of(PureProvider.class, Backend.class,
                LadderProbe.class).map(VectorLadderTest::place).distinct().toList()));
        command.add(LadderProbe.class.getName());
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines = process.inputReader().lines().toList();
        assertEquals(0, process.waitFor(), command + " said " + lines);
        assertEquals(3, lines.size(), command + " said " + lines);
        return lines;
    }

    private static String place(Class<?> type) {
        return Path.of(java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static String resultHere() {
        try (Backend backend = new PureProvider().open(new OpenOptions(null, 1))) {
            return String.valueOf(LadderProbe.result(backend));
        }
    }

    private static void expectPlain(List<String> lines, String reason, String remedy) {
        assertTrue(lines.get(0).startsWith("[the pure backend computes without vectors: "), lines.get(0));
        assertTrue(lines.get(0).contains(reason), lines.get(0));
        assertTrue(lines.get(0).contains(remedy), lines.get(0));
        assertTrue(lines.get(1).endsWith(", plain loops"), lines.get(1));
        assertEquals(resultHere(), lines.get(2));
    }

    @Test
    void withoutTheModule() throws IOException, InterruptedException {
        expectPlain(start(), "without the module jdk.incubator.vector", "--add-modules jdk.incubator.vector");
    }

    @ParameterizedTest
    @CsvSource({"-Xint, only interprets, without that option",
        "-XX:TieredStopAtLevel=1, without the compiler C2, without -XX:TieredStopAtLevel",
        "-XX:-UseFMA, no fused multiply-add, choose another",
        "-Dunroll.pure.vector.bits=1024, 'found ''1024''', '128, 256 or 512'",
        "-Dunroll.pure.vector.bits=wide, 'found ''wide''', '128, 256 or 512'"})
    void withTheModuleBut(String option, String reason, String remedy) throws IOException, InterruptedException {
        expectPlain(start(MODULE, option), reason, remedy);
    }

    @Test
    void turnedOffWithoutAWord() throws IOException, InterruptedException {
        List<String> lines = start(MODULE, "-Dunroll.pure.vector=false");
        assertEquals("[]", lines.get(0));
        assertTrue(lines.get(1).endsWith(", plain loops"), lines.get(1));
        assertEquals(resultHere(), lines.get(2));
    }

    @Test
    void classPathWithTheModuleHasVectors() throws IOException, InterruptedException {
        List<String> lines = start(MODULE);
        assertEquals("[]", lines.get(0));
        assertTrue(lines.get(1).contains("vectors of "), lines.get(1));
        assertEquals(resultHere(), lines.get(2));
    }
}
