package unroll.backend.djl.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.pytorch.engine.PtNDManager;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.backend.djl.engine.Libtorch;

class MemoryTest {
    private Storage storage;
    private DjlScope scope;

    @BeforeEach
    void open() {
        PtNDManager manager = Libtorch.open();
        storage = new Storage("djl", manager);
        scope = storage.openScope();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private DjlTensor counted(Shape shape, DType dtype) {
        DjlTensor tensor = scope.dirty(shape, dtype);
        for (int i = 0; i < tensor.size(); i++) {
            Memory.of(tensor).set(i, i + 0.5);
        }
        return tensor;
    }

    private static double[] values(DjlTensor tensor) {
        double[] values = new double[tensor.size()];
        Memory.of(tensor).get(values, 0, values.length);
        return values;
    }

    /** As for an array of more than 2 GiB. */
    @ParameterizedTest
    @EnumSource(DType.class)
    void withoutABufferItIsTheSameMemory(DType dtype) {
        DjlTensor tensor = counted(Shape.of(3, 4), dtype);
        var segment = Memory.beyondBuffers(tensor.array(), 12L * dtype.bytes());
        assertEquals(12L * dtype.bytes(), segment.byteSize());
        double last = dtype == DType.FLOAT32
                ? segment.getAtIndex(ValueLayout.JAVA_FLOAT, 11)
                : segment.getAtIndex(ValueLayout.JAVA_DOUBLE, 11);
        assertEquals(11.5, last);
        segment.fill((byte) 0);
        assertArrayEquals(new double[12], values(tensor));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void copiesThatOverlapSeeWhatWasThere(DType dtype) {
        DjlTensor tensor = counted(Shape.of(6), dtype);
        Memory memory = Memory.of(tensor);
        memory.copy(1, memory, 0, 5);
        assertArrayEquals(new double[] {0.5, 0.5, 1.5, 2.5, 3.5, 4.5}, values(tensor));
        memory.copy(0, memory, 2, 4);
        assertArrayEquals(new double[] {1.5, 2.5, 3.5, 4.5, 3.5, 4.5}, values(tensor));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void addsRowsInOrder(DType dtype) {
        DjlTensor source = counted(Shape.of(3, 2), dtype);
        DjlTensor table = scope.full(Shape.of(2, 2), dtype, 10);
        Memory.of(table).addRows(Memory.of(source), Indices.of(2, 1, 1, 1), 2);
        assertArrayEquals(new double[] {10, 10, 10 + 0.5 + 2.5 + 4.5, 10 + 1.5 + 3.5 + 5.5}, values(table));
    }

    /** Minus zero is not made of zero bytes. */
    @Test
    void fillsWithMinusZero() {
        DjlTensor tensor = counted(Shape.of(2), DType.FLOAT32);
        Memory.of(tensor).fill(-0.0);
        assertEquals(Double.NEGATIVE_INFINITY, 1 / Memory.of(tensor).get(1));
        Memory.of(tensor).fill(0.0);
        assertEquals(Double.POSITIVE_INFINITY, 1 / Memory.of(tensor).get(1));
    }
}
