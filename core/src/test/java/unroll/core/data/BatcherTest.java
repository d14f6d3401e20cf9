package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.TensorException;
import unroll.api.tensor.Packing;
import unroll.core.text.CharTokenizer;

class BatcherTest {
    private static final CharTokenizer LETTERS = CharTokenizer.of(List.of("abcdefghijklmnopqrstuvwxyz"));
    private static final TokenSequences NAMES = TokenSequences.of(List.of("ava", "emma", "mia", "al"), LETTERS);

    @Test
    void packingPutsTheLongestFirstAndTheStepsOneAfterAnother() {
        PackedBatch batch = new Batcher(NAMES).pack(new int[] {0, 1, 2, 3}, 0, 4);
        assertEquals(4, batch.size());
        // Rows: emma, ava, mia, al.
        assertArrayEquals(new int[] {1, 0, 2, 3}, IntStream.range(0, 4).map(batch::order).toArray());
        assertArrayEquals(new int[] {26, 26, 26, 26, 4, 0, 12, 0, 12, 21, 8, 11, 12, 0, 0, 0},
                batch.tokens().toArray());
        assertArrayEquals(new int[] {4, 0, 12, 0, 12, 21, 8, 11, 12, 0, 0, 26, 0, 26, 26, 26},
                batch.targets().toArray());
        assertArrayEquals(new int[] {4, 4, 4, 3, 1}, IntStream.range(0, 5).map(batch.packing()::rows).toArray());
        assertEquals(5, batch.packing().steps());
        assertEquals(16, batch.tokenCount());
        assertEquals(28, batch.tokens().bound());
        assertEquals(28, batch.targets().bound());
    }

    @Test
    void paddingKeepsTheOrderAndFillsWithPad() {
        PackedBatch batch = new Batcher(NAMES).pad(new int[] {9, 3, 1, 9}, 1, 3);
        assertArrayEquals(new int[] {0, 1}, IntStream.range(0, 2).map(batch::order).toArray());
        assertArrayEquals(new int[] {26, 26, 0, 4, 11, 12, 27, 12, 27, 0}, batch.tokens().toArray());
        assertArrayEquals(new int[] {0, 4, 11, 12, 26, 12, 27, 0, 27, 26}, batch.targets().toArray());
        assertEquals(8, batch.tokenCount());
        Packing packing = batch.packing();
        assertEquals(5, packing.steps());
        assertTrue(IntStream.range(0, 5).allMatch(t -> packing.rows(t) == 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyBatchHoldsItsSequences(long seed) {
        Random random = new Random(seed);
        TokenSequences data = TokenSequences.of(names(random, 300), LETTERS);
        int[] items = IntStream.generate(() -> random.nextInt(300)).limit(500).toArray();
        // One batcher for all: batches of many sizes, so that what an earlier one left would show.
        Batcher batcher = new Batcher(data);
        for (int i = 0; i < 100; i++) {
            int from = random.nextInt(500);
            int to = from + 1 + random.nextInt(500 - from);
            String where = "seed " + seed + ", batch " + i;
            checkPacked(batcher.pack(items, from, to), data, items, from, to, where);
            checkPadded(batcher.pad(items, from, to), data, items, from, to, where);
        }
    }

    private static void checkPacked(PackedBatch batch, TokenSequences data, int[] items, int from, int to,
            String where) {
        int[] expected = IntStream.range(0, to - from).boxed()
                .sorted(Comparator.comparingInt(i -> -data.length(items[from + i]))).mapToInt(i -> i).toArray();
        assertArrayEquals(expected, IntStream.range(0, batch.size()).map(batch::order).toArray(), where);
        long tokens = 0;
        for (int row = 0; row < batch.size(); row++) {
            int item = items[from + batch.order(row)];
            for (int t = 0; t < data.length(item); t++) {
                assertTrue(row < batch.packing().rows(t), where);
                assertEquals(data.input(item, t), batch.tokens().at(batch.packing().offset(t) + row), where);
                assertEquals(data.target(item, t), batch.targets().at(batch.packing().offset(t) + row), where);
            }
            tokens += data.length(item);
        }
        assertEquals(tokens, batch.tokenCount(), where);
        assertEquals(tokens, batch.tokens().length(), where);
        assertEquals(tokens, batch.targets().length(), where);
        assertEquals(tokens, batch.packing().total(), where);
    }

    private static void checkPadded(PackedBatch batch, TokenSequences data, int[] items, int from, int to,
            String where) {
        int size = to - from;
        int[][] x = new int[size][];
        int[][] y = new int[size][];
        for (int i = 0; i < size; i++) {
            int item = items[from + i];
            x[i] = IntStream.range(0, data.length(item)).map(t -> data.input(item, t)).toArray();
            y[i] = IntStream.range(0, data.length(item)).map(t -> data.target(item, t)).toArray();
        }
        PadBatch.Padded padded = PadBatch.padBatch(x, y, data.pad());
        assertEquals(padded.x()[0].length, batch.packing().steps(), where);
        assertEquals(size * padded.x()[0].length, batch.packing().total(), where);
        long tokens = 0;
        for (int row = 0; row < size; row++) {
            assertEquals(row, batch.order(row), where);
            for (int t = 0; t < batch.packing().steps(); t++) {
                assertEquals(padded.x()[row][t], batch.tokens().at(t * size + row), where);
                assertEquals(padded.y()[row][t], batch.targets().at(t * size + row), where);
                tokens += padded.y()[row][t] == data.pad() ? 0 : 1;
            }
        }
        assertEquals(tokens, batch.tokenCount(), where);
    }

    @Test
    void thereIsNoBatchOfNothing() {
        Batcher batcher = new Batcher(NAMES);
        assertEquals("a batch needs at least one item, found none between 2 and 2",
                assertThrows(TensorException.class, () -> batcher.pack(new int[4], 2, 2)).getMessage());
        assertThrows(TensorException.class, () -> batcher.pad(new int[0], 0, 0));
    }

    @Test
    void placesAndItemsMustExist() {
        Batcher batcher = new Batcher(NAMES);
        assertThrows(IndexOutOfBoundsException.class, () -> batcher.pack(new int[] {0, 4}, 0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> batcher.pad(new int[] {-1}, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> batcher.pack(new int[] {0}, 0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> batcher.pack(new int[] {0}, -1, 1));
        PackedBatch batch = batcher.pack(new int[] {0, 1, 2, 3}, 0, 2);
        assertThrows(IndexOutOfBoundsException.class, () -> batch.order(2));
        assertThrows(IndexOutOfBoundsException.class, () -> batch.order(-1));
    }

    @Test
    void aBatchTooLargeForOneArrayIsRefused() {
        TokenSequences data = TokenSequences.of(List.of("a".repeat(10_000), "b"), LETTERS);
        int[] items = new int[300_000];
        Batcher batcher = new Batcher(data);
        assertEquals("a batch of 300000 items has 3000300000 tokens; expected at most 2^31-1. Make the batch smaller",
                assertThrows(TensorException.class, () -> batcher.pack(items, 0, items.length)).getMessage());
        Arrays.fill(items, 1, items.length, 1);
        assertEquals("a batch of 300000 items has 3000300000 tokens; expected at most 2^31-1. Make the batch smaller",
                assertThrows(TensorException.class, () -> batcher.pad(items, 0, items.length)).getMessage());
        assertEquals(10_001 + 2 * 299_999, batcher.pack(items, 0, items.length).tokenCount());
    }

    private static List<String> names(Random random, int n) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            StringBuilder name = new StringBuilder();
            for (int c = random.nextInt(12); c > 0; c--) {
                name.append((char) ('a' + random.nextInt(26)));
            }
            names.add(name.toString());
        }
        return names;
    }
}
