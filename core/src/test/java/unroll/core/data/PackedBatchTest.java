package unroll.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.error.TensorException;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;

class PackedBatchTest {
    private static final Packing PACKING = Packing.of(2, 1);
    private static final Indices THREE = Indices.of(5, 4, 0, 3);

    @Test
    void canBeMadeOfNumbersAlone() {
        PackedBatch batch = new PackedBatch(THREE, THREE, PACKING, new int[] {1, 0}, 3);
        assertEquals(2, batch.size());
        assertEquals(1, batch.order(0));
        assertEquals(3, batch.tokenCount());
    }

    @Test
    void refusesWhatIsTooShort() {
        Indices two = Indices.of(5, 4, 0);
        int[] order = {0, 1};
        refused(two, THREE, order);
        refused(THREE, two, order);
        refused(THREE, THREE, new int[1]);
    }

    private static void refused(Indices tokens, Indices targets, int[] order) {
        String message = assertThrows(TensorException.class,
                () -> new PackedBatch(tokens, targets, PACKING, order, 3)).getMessage();
        assertTrue(message.startsWith("a batch of 3 tokens in 2 sequences needs"), message);
    }
}
