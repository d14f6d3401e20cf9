package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** Parameter blocks: one flat tensor whose named slices are views of it. */
public abstract class BlockConformance extends Conformance {
    private static final ParameterLayout LAYOUT = layout();

    /** For the families. */
    protected BlockConformance() {
    }

    private static ParameterLayout layout() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("weight", Shape.of(3, 5));
        shapes.put("scalar", Shape.SCALAR);
        shapes.put("bias", Shape.of(7));
        shapes.put("nothing", Shape.of(0, 4));
        shapes.put("square", Shape.of(4, 4));
        return ParameterLayout.of(shapes);
    }

    private interface Body {
        void on(TensorOps ops, ParameterBlock block);
    }

    private void each(Body body) {
        for (DType dtype : dtypes()) {
            try (ParameterBlock block = backend().allocate(LAYOUT, dtype); Scope scope = backend().openScope()) {
                body.on(backend().ops(scope), block);
            }
        }
    }

    private static Values count(Shape shape, int first) {
        double[] data = new double[shape.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = first + i;
        }
        return Values.of(shape, data);
    }

    @Test
    void isZeroAtFirstEvenInStorageUsedBefore() {
        each((ops, block) -> ops.updates().fill(block.flat(), 5));
        each((ops, block) -> Closeness.bits("new block", Values.of(Shape.of(39), new double[39]),
                Values.read(ops, block.flat())));
    }

    @Test
    void hasTheShapesOfTheLayout() {
        each((ops, block) -> {
            assertEquals(Shape.of(LAYOUT.size()), block.flat().shape());
            assertEquals(LAYOUT.entries(), block.layout().entries());
            for (ParameterLayout.Entry entry : LAYOUT.entries()) {
                assertEquals(entry.shape(), block.get(entry.name()).shape(), entry.name());
                assertEquals(block.flat().dtype(), block.get(entry.name()).dtype(), entry.name());
            }
        });
    }

    @Test
    void aSliceIsOneHandle() {
        each((ops, block) -> {
            assertSame(block.get(2), block.get("bias"));
            assertSame(block.flat(), block.flat());
        });
    }

    @Test
    void anUnknownNameIsRefusedAndTheNamesAreListed() {
        each((ops, block) -> {
            String message = String.valueOf(
                    assertThrows(TensorException.class, () -> block.get("biass")).getMessage());
            assertTrue(message.contains("biass") && message.contains("bias, nothing"), message);
        });
    }

    @Test
    void aChangeOfTheWholeShowsInTheSlices() {
        each((ops, block) -> {
            ops.updates().copy(block.flat(), count(Shape.of(39), 0).on(ops, block.flat().dtype()));
            for (ParameterLayout.Entry entry : LAYOUT.entries()) {
                Closeness.bits(entry.name(), count(entry.shape(), entry.offset()),
                        Values.read(ops, block.get(entry.name())));
            }
        });
    }

    @Test
    void aChangeOfASliceShowsInTheWholeAndNowhereElse() {
        each((ops, block) -> {
            DType dtype = block.flat().dtype();
            double[] expected = new double[39];
            for (ParameterLayout.Entry entry : LAYOUT.entries()) {
                Values values = count(entry.shape(), 100 + entry.offset());
                ops.updates().copy(block.get(entry.name()), values.on(ops, dtype));
                System.arraycopy(values.data(), 0, expected, entry.offset(), values.size());
                Closeness.bits(entry.name(), Values.of(Shape.of(39), expected), Values.read(ops, block.flat()));
            }
            ops.updates().fill(block.get("bias"), -1);
            java.util.Arrays.fill(expected, 16, 23, -1);
            ops.updates().accumulate(block.get("square"), block.get("square"));
            for (int i = 23; i < 39; i++) {
                expected[i] *= 2;
            }
            Closeness.bits("after updates of slices", Values.of(Shape.of(39), expected),
                    Values.read(ops, block.flat()));
        });
    }

    @Test
    void aSliceTakesPartInEveryKindOfOperation() {
        each((ops, block) -> {
            DType dtype = block.flat().dtype();
            ops.updates().copy(block.flat(), count(Shape.of(39), 0).on(ops, dtype));
            Tensor weight = block.get("weight");
            Closeness.bits("matmul", Values.of(Shape.of(3, 3), 30, 80, 130, 80, 255, 430, 130, 430, 730),
                    Values.read(ops, ops.matmul(weight, false, weight, true)));
            Closeness.bits("sum", Values.of(Shape.SCALAR, 7 * 19),
                    Values.read(ops, ops.sum(block.get("bias"))));
            Closeness.bits("slice", Values.of(Shape.of(1, 4), 27, 28, 29, 30),
                    Values.read(ops, ops.slice(block.get("square"), 0, 1, 2)));
            Closeness.bits("scaleBy", count(Shape.of(7), 16).map(x -> 15 * x),
                    Values.read(ops, ops.scaleBy(block.get("bias"), block.get("scalar"))));
            Closeness.bits("relu", count(Shape.of(4, 4), 23), Values.read(ops, ops.relu(block.get("square"))));
        });
    }

    /** The factor is an element of what it multiplies: it is read before anything changes. */
    @Test
    void theWholeScaledByOneOfItsSlices() {
        each((ops, block) -> {
            ops.updates().copy(block.flat(), count(Shape.of(39), -13).on(ops, block.flat().dtype()));
            ops.updates().scale(block.flat(), block.get("scalar"));
            Closeness.bits("scale", count(Shape.of(39), -13).map(x -> 2 * x), Values.read(ops, block.flat()));
        });
    }

    @Test
    void aSliceIsWrittenOverAnotherPlaceOfTheSameBlock() {
        each((ops, block) -> {
            ops.updates().copy(block.flat(), count(Shape.of(39), 0).on(ops, block.flat().dtype()));
            ops.updates().write(block.flat(), 26, block.get("bias"));
            ops.updates().write(block.flat(), 18, block.get("bias"));
            double[] expected = count(Shape.of(39), 0).data();
            System.arraycopy(expected, 16, expected, 26, 7);
            System.arraycopy(expected, 16, expected, 18, 7);
            Closeness.bits("write, the second time over itself", Values.of(Shape.of(39), expected),
                    Values.read(ops, block.flat()));
        });
    }

    @Test
    void outlivesScopesAndEndsWhenClosed() {
        for (DType dtype : dtypes()) {
            ParameterBlock block = backend().allocate(LAYOUT, dtype);
            try (Scope scope = backend().openScope()) {
                backend().ops(scope).updates().fill(block.get("bias"), 3);
            }
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                Tensor bias = block.get("bias");
                Closeness.bits("bias", Values.of(Shape.of(7), 3, 3, 3, 3, 3, 3, 3), Values.read(ops, bias));
                Tensor copy = ops.affine(bias, 1, 0);
                block.close();
                block.close();
                assertFalse(bias.isOpen());
                assertFalse(block.flat().isOpen());
                assertThrows(TensorException.class, () -> Values.read(ops, bias));
                assertThrows(TensorException.class, () -> ops.updates().fill(block.flat(), 1));
                Closeness.bits("what was made of it", Values.of(Shape.of(7), 3, 3, 3, 3, 3, 3, 3),
                        Values.read(ops, copy));
            }
        }
    }
}
