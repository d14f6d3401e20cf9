package unroll.bench.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PaddedBatchTest {
    /** The lecture's own figure: its pad_batch of luann, shain, rupert and mokshagna, here with time first. */
    @Test
    void theLecturesFirstFour() {
        int[][] inputs = {{26, 11, 20, 0, 13, 13}, {26, 18, 7, 0, 8, 13}, {26, 17, 20, 15, 4, 17, 19},
            {26, 12, 14, 10, 18, 7, 0, 6, 13, 0}};
        int[][] targets = {{11, 20, 0, 13, 13, 26}, {18, 7, 0, 8, 13, 26}, {17, 20, 15, 4, 17, 19, 26},
            {12, 14, 10, 18, 7, 0, 6, 13, 0, 26}};
        long[][] padded = {{26, 11, 20, 0, 13, 13, 27, 27, 27, 27}, {26, 18, 7, 0, 8, 13, 27, 27, 27, 27},
            {26, 17, 20, 15, 4, 17, 19, 27, 27, 27}, {26, 12, 14, 10, 18, 7, 0, 6, 13, 0}};
        PaddedBatch batch = PaddedBatch.of(new Sequences(inputs, targets), new int[] {0, 1, 2, 3}, 0, 4, 27);
        assertEquals(10, batch.steps());
        assertEquals(29, batch.tokens());
        for (int row = 0; row < 4; row++) {
            long[] found = new long[10];
            for (int t = 0; t < 10; t++) {
                found[t] = batch.inputs()[t * 4 + row];
                boolean real = t < inputs[row].length;
                assertEquals(real ? 1 : 0, batch.mask()[t * 4 + row]);
                assertEquals(real ? targets[row][t] : 27, batch.targets()[t * 4 + row]);
            }
            assertArrayEquals(padded[row], found);
            assertArrayEquals(padded[row],
                    Arrays.copyOfRange(batch.batchFirst().inputs(), row * 10, row * 10 + 10));
        }
    }

    @Test
    void takesItemsByTheOrder() {
        Sequences data = new Sequences(new int[][] {{1}, {2}, {3}}, new int[][] {{4}, {5}, {6}});
        PaddedBatch batch = PaddedBatch.of(data, new int[] {2, 0, 1}, 1, 3, 9);
        assertArrayEquals(new long[] {1, 2}, batch.inputs());
        assertArrayEquals(new long[] {4, 5}, batch.targets());
    }
}
