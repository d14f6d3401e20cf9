package unroll.api.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import unroll.api.error.TensorException;

class ShapeTest {
    @Test
    void knowsItsDimensions() {
        Shape shape = Shape.of(new int[] {2, 3, 4, 5});
        assertEquals(4, shape.rank());
        assertEquals(120, shape.size());
        assertEquals(5, shape.dim(3));
        assertArrayEquals(new int[] {2, 3, 4, 5}, shape.toArray());
        assertEquals("[2, 3, 4, 5]", shape.toString());
        assertEquals(1, Shape.SCALAR.size());
        assertEquals("[]", Shape.SCALAR.toString());
        assertEquals(0, Shape.of(3, 0).size());
    }

    @Test
    void ranksDiffer() {
        assertNotEquals(Shape.of(1), Shape.SCALAR);
        assertNotEquals(Shape.of(3), Shape.of(3, 1));
        assertEquals(Shape.of(2, 3), Shape.of(new int[] {2, 3}));
    }

    @Test
    void refusesWhatIsNoShape() {
        assertThrows(TensorException.class, () -> Shape.of(-1));
        assertThrows(TensorException.class, () -> Shape.of(1 << 16, 1 << 16));
        assertThrows(TensorException.class, () -> Shape.of(new int[5]));
        assertThrows(TensorException.class, () -> Shape.of(3).dim(1));
    }
}
