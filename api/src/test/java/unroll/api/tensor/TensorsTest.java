package unroll.api.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.TensorException;

class TensorsTest {
    private record Plain(Shape shape, DType dtype, boolean isOpen) implements Tensor {
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20})
    void holdAnyNumberInOrder(int count) {
        Tensor[] all = new Tensor[count];
        for (int i = 0; i < count; i++) {
            all[i] = i == 3 ? null : new Plain(Shape.of(i), DType.FLOAT32, true);
        }
        Tensors tensors = Tensors.ofAll(all);
        assertEquals(count, tensors.size());
        for (int i = 0; i < count; i++) {
            assertSame(all[i], tensors.find(i));
            assertEquals(i == 3, tensors.isEmpty(i));
        }
        if (count > 3) {
            assertThrows(TensorException.class, () -> tensors.get(3));
            assertNull(tensors.range(2, 4).find(1));
            assertSame(all[2], tensors.range(2, 4).get(0));
        }
        assertTrue(assertThrows(TensorException.class, () -> tensors.find(count)).getMessage()
                .contains("does not exist"));
    }
}
