package unroll.api.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.error.TensorException;

class IndicesTest {
    @Test
    void areCheckedOnce() {
        TensorException high = assertThrows(TensorException.class, () -> Indices.of(3, 0, 3));
        assertTrue(high.getMessage().contains("index 3 at position 1") && high.getMessage().contains("0 to 2"));
        assertThrows(TensorException.class, () -> Indices.of(3, -1));
        assertThrows(TensorException.class, () -> Indices.wrap(new int[2], 3, 1));
    }

    @Test
    void ownOnesAreCopiedAndWrappedOnesAreNot() {
        int[] values = {2, 1, 0};
        Indices own = Indices.of(3, values);
        Indices wrapped = Indices.wrap(values, 2, 3);
        values[0] = 1;
        assertEquals(2, own.at(0));
        assertEquals(1, wrapped.at(0));
        assertEquals(2, wrapped.length());
        assertThrows(TensorException.class, () -> wrapped.at(2));
        assertArrayEquals(new int[] {1, 1}, wrapped.toArray());
        int[] room = new int[4];
        wrapped.copyTo(room, 1);
        assertArrayEquals(new int[] {0, 1, 1, 0}, room);
    }
}
