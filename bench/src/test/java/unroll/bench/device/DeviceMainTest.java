package unroll.bench.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.error.ResourceException;
import unroll.core.config.BackendChoice;
import unroll.core.plugin.Installed;

/** The benchmark of a device, with the processor in the device's place. */
class DeviceMainTest {
    private static final double ROUNDING = 1e-5;

    @Test
    void printsAFigureForEachSizeAndHowExactItIs() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DeviceMain.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "pure", "8,12", "2", "0.1");
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        List<String> rows = lines.stream().filter(line -> line.matches("(rnn|lstm) +\\d.*")).toList();
        // two that are held against float64, of two cells; then two widths
        assertEquals(8, rows.size(), lines.toString());
        for (String row : rows.subList(4, 8)) {
            assertTrue(row.matches("\\w+ +(8|12) +2 +[\\d,]{3,} +[\\d,]{3,} +\\d+\\.\\d\\d .*"), row);
        }
        for (String row : rows.subList(0, 4)) {
            double error = Double.parseDouble(row.strip().split(" +", -1)[3]);
            assertTrue(error > 0 && error < ROUNDING, row);
        }
    }

    /** A device that has no time for more has a table of what it had time for. */
    @Test
    void whatThereIsNoTimeForIsNamed() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DeviceMain.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "pure", "8,12", "2", "1e6", "1");
        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(printed.contains(
                "\nLeft out on the device, for lack of time or memory: rnn 8 2, rnn 12 2, lstm 8 2, lstm 12 2\n"),
                printed);
        assertTrue(printed.contains(
                "\nLeft out on the processor, for lack of time or memory: rnn 8 2, rnn 12 2, lstm 8 2, lstm 12 2\n"),
                printed);
        assertTrue(printed.contains("rnn        8      2            -            -"), printed);
    }

    @Test
    void onlyWidthsThatWereTimedOnTheDeviceAreClaimed() {
        Map<String, List<Integer>> faster = new TreeMap<>();
        DeviceMain.note(faster, "a", 96, 1, 2);
        assertEquals(Map.of(), faster);
        DeviceMain.note(faster, "a", 512, 2, 1);
        DeviceMain.note(faster, "a", 1024, 2, Double.NaN);
        DeviceMain.note(faster, "a", 2048, Double.NaN, Double.NaN);
        DeviceMain.note(faster, "a", 4096, Double.NaN, 1);
        DeviceMain.note(faster, "b", 96, Double.NaN, Double.NaN);
        assertEquals(Map.of("a", List.of(512, 1024)), faster);
    }

    /** A backend of which what it allocates fails. */
    private static Backend failing(Backend whole, String message) {
        return (Backend) Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[] {Backend.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("allocate")) {
                        throw new ResourceException(message);
                    }
                    return method.invoke(whole, arguments);
                });
    }

    @Test
    void aFailureIsNotTakenForLackOfMemory() {
        Installed installed = Installed.builtIn();
        LayerSize size = new LayerSize("rnn", 8, 2);
        try (Backend whole = installed.backends().open(BackendChoice.parse("pure", 0))) {
            Pace full = new Pace(installed, failing(whole, "no memory for 8 MiB"), 0.1, 1, Budget.of(10));
            assertTrue(Double.isNaN(full.of(size)));
            assertNull(full.failure());
            Pace broken = new Pace(installed, failing(whole, "TornadoVM cannot run it"), 0.1, 1, Budget.of(10));
            assertTrue(Double.isNaN(broken.of(size)));
            assertEquals("TornadoVM cannot run it", broken.failure());
        }
    }

    /** As a Python that does not know its options, or has no PyTorch. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "not-there-at-all"})
    void aPythonThatEndsEarlyIsLeftOut(String program) throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            TorchPeer peer = TorchPeer.run(program, List.of(), List.of(), 1, Double.POSITIVE_INFINITY);
            assertTrue(peer.name().startsWith("PyTorch is left out: "), peer.name());
            assertTrue(Double.isNaN(peer.pace(new LayerSize("rnn", 10, 2))));
        }
    }

    /** 6 operations for each weight, gate and token. */
    @Test
    void countsTheWork() {
        assertEquals(6 * 100 * 32 * 2, new LayerSize("rnn", 10, 2).flops());
        assertEquals(4 * 6 * 100 * 32 * 2, new LayerSize("lstm", 10, 2).flops());
    }
}
