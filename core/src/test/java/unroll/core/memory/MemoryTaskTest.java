package unroll.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.UsageException;
import unroll.core.data.PackedBatch;

class MemoryTaskTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 20261122})
    void asksForTheSymbolAndForNothingElse(long seed) {
        MemoryTask task = new MemoryTask(4, 5);
        int size = 500;
        PackedBatch batch = task.trainBatch(seed, 2, size);
        int[] shown = new int[4];
        for (int i = 0; i < size; i++) {
            int symbol = batch.tokens().at(i);
            assertTrue(symbol >= 0 && symbol < 4, "seed " + seed);
            shown[symbol]++;
            for (int t = 0; t < 5; t++) {
                assertEquals(task.pad(), batch.targets().at(t * size + i), "seed " + seed);
                if (t > 0) {
                    int noise = batch.tokens().at(t * size + i);
                    assertTrue(noise >= 4 && noise < 8, "seed " + seed + ": " + noise);
                }
            }
            assertEquals(8, batch.tokens().at(5 * size + i));
            assertEquals(symbol, batch.targets().at(5 * size + i));
        }
        // Four standard deviations of a binomial count.
        for (int count : shown) {
            assertEquals(125, count, 4 * Math.sqrt(125 * 0.75), "seed " + seed);
        }
        assertEquals(size, batch.tokenCount());
        assertEquals(0.25, task.chance());
    }

    @Test
    void batchesDifferAndTestIsApart() {
        MemoryTask task = new MemoryTask(4, 5);
        int[] first = task.trainBatch(1, 0, 50).tokens().toArray();
        assertTrue(Arrays.equals(first, task.trainBatch(1, 0, 50).tokens().toArray()));
        assertNotEquals(Arrays.toString(first), Arrays.toString(task.trainBatch(1, 1, 50).tokens().toArray()));
        assertNotEquals(Arrays.toString(first), Arrays.toString(task.trainBatch(2, 0, 50).tokens().toArray()));
        assertNotEquals(Arrays.toString(first), Arrays.toString(task.testBatch(1, 0, 50).tokens().toArray()));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(UsageException.class, () -> new MemoryTask(1, 5));
        assertThrows(UsageException.class, () -> new MemoryTask(4, 0));
        assertThrows(UsageException.class, () -> new MemorySettings(0, 1, 1, 0.1, 0));
        assertThrows(UsageException.class, () -> new MemorySettings(1, 1, 1, Double.NaN, 0));
    }

    @Test
    void filesSayTheSame() throws Exception {
        MemoryResult result = new MemoryResult(4, List.of("rnn", "lstm"), List.of(5),
                List.of(new MemoryScore("rnn", 5, 0, 100, 0.25, 7, 1.5),
                        new MemoryScore("rnn", 5, 1, 100, 0.75, 7, 1.25),
                        new MemoryScore("lstm", 5, 0, 200, 1, 7, 2.5)),
                List.of(new MemoryFailure("lstm", 5, 1, "the answers are not finite")),
                new MemorySettings(8, 7, 4, 0.003, 0));
        assertEquals(0.5, result.accuracy("rnn", 5).mean());
        MemoryFiles.write(folder, result);
        assertEquals(result, MemoryFiles.read(folder));
        assertEquals(List.of("cell,distance,seed,parameters,accuracy,updates,seconds", "rnn,5,0,100,0.25,7,1.500"),
                Files.readAllLines(folder.resolve("memory.csv")).subList(0, 2));
    }
}
