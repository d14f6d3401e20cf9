package unroll.api.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.error.TensorException;

class PackingTest {
    /** torch.nn.utils.rnn.pack_padded_sequence of lengths 4, 2, 2, 1 has batch_sizes 4, 3, 1, 1. */
    @Test
    void countsTheSequencesOfEachStep() {
        Packing packing = Packing.of(4, 2, 2, 1);
        int[] expected = {4, 3, 1, 1};
        assertEquals(4, packing.steps());
        assertEquals(4, packing.batch());
        assertEquals(9, packing.total());
        int offset = 0;
        for (int t = 0; t < 4; t++) {
            assertEquals(expected[t], packing.rows(t));
            assertEquals(offset, packing.offset(t));
            offset += expected[t];
        }
    }

    @Test
    void equalLengthsAreThePaddedBatch() {
        Packing packing = Packing.of(3, 3);
        assertEquals(6, packing.total());
        assertEquals(2, packing.rows(2));
    }

    @Test
    void takesTheFirstOfManyLengths() {
        assertEquals(5, Packing.of(new int[] {3, 2, 9, 9}, 2).total());
    }

    @Test
    void anArrayServesOnePackingAfterAnother() {
        int[] offsets = {7, 7, 7, 7, 7};
        assertEquals(9, Packing.into(offsets, new int[] {4, 2, 2, 1}, 4).total());
        Packing shorter = Packing.into(offsets, new int[] {2, 1}, 2);
        assertEquals(3, shorter.total());
        assertEquals(2, shorter.steps());
        assertEquals(0, shorter.offset(0));
        TensorException refused = assertThrows(TensorException.class,
                () -> Packing.into(offsets, new int[] {5, 1}, 2));
        assertTrue(refused.getMessage().contains("6") && refused.getMessage().contains("5"), refused.getMessage());
    }

    @Test
    void refusesWhatIsNoPacking() {
        assertTrue(assertThrows(TensorException.class, () -> Packing.of(2, 3)).getMessage().contains("2 before 3"));
        assertThrows(TensorException.class, () -> Packing.of(2, 0));
        assertThrows(TensorException.class, () -> Packing.of());
        assertThrows(TensorException.class, () -> Packing.of(0));
        assertThrows(TensorException.class, () -> Packing.of(new int[] {1}, 2));
    }
}
