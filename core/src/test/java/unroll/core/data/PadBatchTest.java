package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.api.error.DataException;
import unroll.api.error.TensorException;
import unroll.core.text.CharTokenizer;

class PadBatchTest {
    private static final CharTokenizer LETTERS = CharTokenizer.of(List.of("abcdefghijklmnopqrstuvwxyz"));
    /** The first four training names of the lecture. */
    private static final PadBatch.Pairs FOUR = PadBatch
            .buildDataset(List.of("luann", "shain", "rupert", "mokshagna"), LETTERS);

    @Test
    void inputsAndTargetsAreShiftedByOne() {
        assertArrayEquals(new int[] {26, 11, 20, 0, 13, 13}, FOUR.x()[0]);
        assertArrayEquals(new int[] {11, 20, 0, 13, 13, 26}, FOUR.y()[0]);
        assertArrayEquals(new int[] {26, 18, 7, 0, 8, 13}, FOUR.x()[1]);
        assertThrows(DataException.class, () -> PadBatch.buildDataset(List.of("Emma"), LETTERS));
    }

    @Test
    void shortRowsAreFilledUp() {
        PadBatch.Padded padded = PadBatch.padBatch(FOUR.x(), FOUR.y(), 27);
        assertArrayEquals(new int[][] {{26, 11, 20, 0, 13, 13, 27, 27, 27, 27}, {26, 18, 7, 0, 8, 13, 27, 27, 27, 27},
            {26, 17, 20, 15, 4, 17, 19, 27, 27, 27}, {26, 12, 14, 10, 18, 7, 0, 6, 13, 0}}, padded.x());
        assertArrayEquals(new int[][] {{11, 20, 0, 13, 13, 26, 27, 27, 27, 27}, {18, 7, 0, 8, 13, 26, 27, 27, 27, 27},
            {17, 20, 15, 4, 17, 19, 26, 27, 27, 27}, {12, 14, 10, 18, 7, 0, 6, 13, 0, 26}}, padded.y());
        assertEquals(6, FOUR.x()[0].length, "the rows given stay as they are");
        assertEquals(40, PadBatch.stack(padded.x()).length);
    }

    @Test
    void rowsThatDoNotBelongTogetherAreRefused() {
        int[][] none = {};
        assertThrows(TensorException.class, () -> PadBatch.padBatch(none, none, 27));
        assertEquals("pad_batch: expected as many inputs as targets and at least one, found 2 and 1",
                assertThrows(TensorException.class, () -> PadBatch.padBatch(new int[2][3], new int[1][3], 27))
                        .getMessage());
        assertEquals("pad_batch: expected input and target of one length, found 3 and 2 in row 1",
                assertThrows(TensorException.class,
                        () -> PadBatch.padBatch(new int[2][3], new int[][] {{1, 2, 3}, {1, 2}}, 27)).getMessage());
    }

    @Test
    void rowsOfOneLengthAreStacked() {
        assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, PadBatch.stack(new int[][] {{1, 2, 3}, {4, 5, 6}}));
        assertArrayEquals(new int[0], PadBatch.stack(new int[0][]));
        assertArrayEquals(new int[0], PadBatch.stack(new int[3][0]));
    }

    @Test
    void raggedRowsAreRefusedWithBothLengthsAndTheRemedy() {
        assertEquals("rows of unequal length cannot be stacked into one tensor: row 0 has 6 ids and row 2 has 7."
                + " Pad them to one length first: pad_batch (PadBatch.padBatch)",
                assertThrows(TensorException.class, () -> PadBatch.stack(FOUR.x())).getMessage());
    }
}
