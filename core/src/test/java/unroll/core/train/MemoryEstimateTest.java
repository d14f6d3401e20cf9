package unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.ResourceException;
import unroll.core.cell.NotebookCell;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.text.CharTokenizer;

class MemoryEstimateTest {
    private static final long MIB = 1L << 20;

    private static MemoryEstimate estimate(int hidden, int batchTokens) {
        return MemoryEstimate.of(new LanguageModel(ModelSize.lecture(28, hidden), new NotebookCell()), 2, batchTokens,
                Float.BYTES);
    }

    /** The smallest -Xmx with which such a run was seen to succeed, on 41 short lines in batches of 16. */
    @ParameterizedTest
    @CsvSource({"700, 73", "1000, 135", "1500, 310"})
    void isNearTheSmallestHeapThatWorks(int hidden, long mebibytes) {
        MemoryEstimate estimate = estimate(hidden, 16 * 10);
        double total = (estimate.deviceBytes() + estimate.heapBytes()) / (double) MIB;
        assertTrue(total > 0.95 * mebibytes && total < 1.3 * mebibytes, total + " MiB for " + mebibytes);
    }

    @Test
    void aDeviceOnTheHeapSharesItAndAnotherDoesNot() {
        MemoryEstimate estimate = new MemoryEstimate(60 * MIB, 50 * MIB);
        assertDoesNotThrow(() -> estimate.check(120 * MIB, 120 * MIB, 5 * MIB));
        String heap = assertThrows(ResourceException.class, () -> estimate.check(120 * MIB, 120 * MIB, 15 * MIB))
                .getMessage();
        assertTrue(heap.contains("110 MiB") && heap.contains("105 MiB") && heap.contains("--hidden"), heap);
        assertDoesNotThrow(() -> estimate.check(60 * MIB, 100 * MIB, 15 * MIB));
        String device = assertThrows(ResourceException.class, () -> estimate.check(59 * MIB, 100 * MIB, 15 * MIB))
                .getMessage();
        assertTrue(device.contains("device"), device);
        assertDoesNotThrow(() -> estimate.check(0, 100 * MIB, 15 * MIB), "unknown is no limit");
    }

    @Test
    void theLargestBatchIsThatOfTheLongest() {
        CharTokenizer tokenizer = CharTokenizer.of(List.of("abc"));
        TokenSequences data = TokenSequences.of(List.of("a", "abcabc", "abc", "ab"), tokenizer);
        assertEquals(7, MemoryEstimate.largestBatch(data, 1));
        assertEquals(7 + 4, MemoryEstimate.largestBatch(data, 2));
        assertEquals(7 + 4 + 3 + 2, MemoryEstimate.largestBatch(data, 1_000_000));
    }
}
