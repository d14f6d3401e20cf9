package unroll.bench.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark of a device, with the processor in the device's place. */
class DeviceMainTest {
    private static final double ROUNDING = 1e-5;

    @Test
    void printsAFigureForEachSizeAndHowExactItIs() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DeviceMain.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "pure", "8,12", "2", "0.01");
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        List<String> rows = lines.stream().filter(line -> line.matches("(rnn|lstm) +\\d.*")).toList();
        // two widths of two cells, then two that are held against float64
        assertEquals(8, rows.size(), lines.toString());
        for (String row : rows.subList(0, 4)) {
            assertTrue(row.matches("\\w+ +(8|12) +2 +[\\d,]{3,} +[\\d,]{3,} +\\d+\\.\\d\\d .*"), row);
        }
        for (String row : rows.subList(4, 8)) {
            double error = Double.parseDouble(row.strip().split(" +", -1)[3]);
            assertTrue(error > 0 && error < ROUNDING, row);
        }
    }

    /** 6 operations for each weight, gate and token. */
    @Test
    void countsTheWork() {
        assertEquals(6 * 100 * 32 * 2, new LayerSize("rnn", 10, 2).flops());
        assertEquals(4 * 6 * 100 * 32 * 2, new LayerSize("lstm", 10, 2).flops());
    }
}
