package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.NoAttributes;
import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Assigning the outputs of a composite, also over its own inputs. */
public abstract class AssignConformance extends Conformance {
    /** For the families. */
    protected AssignConformance() {
    }

    /** x + y and x - y: whichever is written first, the other still needs both. */
    private record SumAndDifference() implements Composite<NoAttributes> {
        @Override
        public String name() {
            return "sum_and_difference";
        }

        @Override
        public Tensors define(TensorOps ops, NoAttributes attributes, Tensors inputs) {
            return Tensors.of(ops.add(inputs.get(0), inputs.get(1)), ops.subtract(inputs.get(0), inputs.get(1)));
        }
    }

    private interface Body {
        void on(TensorOps ops, Tensor x, Tensor y);
    }

    private static final Values X = Values.of(Shape.of(3), 1, 2, 3);
    private static final Values Y = Values.of(Shape.of(3), 10, 20, 40);

    private void each(Body body) {
        for (DType dtype : dtypes()) {
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                body.on(ops, X.on(ops, dtype), Y.on(ops, dtype));
            }
        }
    }

    @Test
    void putsOutputsIntoOtherTensors() {
        each((ops, x, y) -> {
            Tensor sum = ops.full(Shape.of(3), x.dtype(), 0);
            Tensor difference = ops.full(Shape.of(3), x.dtype(), 0);
            ops.updates().assign(Tensors.of(sum, difference), new SumAndDifference(), NoAttributes.NONE,
                    Tensors.of(x, y));
            Closeness.bits("sum", Values.of(Shape.of(3), 11, 22, 43), Values.read(ops, sum));
            Closeness.bits("difference", Values.of(Shape.of(3), -9, -18, -37), Values.read(ops, difference));
            Closeness.bits("input", X, Values.read(ops, x));
        });
    }

    @Test
    void theCompositeSeesTheOldValuesOfDestinations() {
        each((ops, x, y) -> {
            ops.updates().assign(Tensors.of(x, y), new SumAndDifference(), NoAttributes.NONE, Tensors.of(x, y));
            Closeness.bits("sum", Values.of(Shape.of(3), 11, 22, 43), Values.read(ops, x));
            Closeness.bits("difference", Values.of(Shape.of(3), -9, -18, -37), Values.read(ops, y));
        });
    }

    /** Answers with its inputs themselves, the other way round. */
    private record Swap() implements Composite<NoAttributes> {
        @Override
        public String name() {
            return "swap";
        }

        @Override
        public Tensors define(TensorOps ops, NoAttributes attributes, Tensors inputs) {
            return Tensors.of(inputs.get(1), inputs.get(0));
        }
    }

    @Test
    void aCompositeMayAnswerWithItsInputs() {
        each((ops, x, y) -> {
            ops.updates().assign(Tensors.of(x, y), new Swap(), NoAttributes.NONE, Tensors.of(x, y));
            Closeness.bits("first", Y, Values.read(ops, x));
            Closeness.bits("second", X, Values.read(ops, y));
        });
    }

    @Test
    void refusesDestinationsThatDoNotFitAndChangesNothing() {
        each((ops, x, y) -> {
            Tensor wide = ops.full(Shape.of(4), x.dtype(), 0);
            assertThrows(TensorException.class, () -> ops.updates().assign(Tensors.of(x), new SumAndDifference(),
                    NoAttributes.NONE, Tensors.of(x, y)));
            assertThrows(TensorException.class, () -> ops.updates().assign(Tensors.of(x, wide), new SumAndDifference(),
                    NoAttributes.NONE, Tensors.of(x, y)));
            Closeness.bits("first destination", X, Values.read(ops, x));
        });
    }

    /** Four steps of Adam on flat blocks, each over its own inputs, as training makes them. */
    @Test
    void adamOnBlocksFollowsTheReference() {
        for (DType dtype : dtypes()) {
            for (int size : new int[] {1, 7, 15, 16, 17, 33, 1031}) {
                Values expected = adam(reference(), DType.FLOAT64, dtype, size);
                Values actual = adam(backend(), dtype, dtype, size);
                Closeness.within("parameters, moments after four steps of Adam, " + size + " " + dtype, expected,
                        actual, Closeness.tolerance(dtype) * expected.magnitude());
            }
        }
    }

    private static Values adam(unroll.api.backend.Backend backend, DType dtype, DType inputs, int size) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("before", Shape.of(3));
        shapes.put("all", Shape.of(size));
        ParameterLayout layout = ParameterLayout.of(shapes);
        Draw draw = draw();
        Values start = draw.uniform(Shape.of(size)).round(inputs);
        try (ParameterBlock parameters = backend.allocate(layout, dtype);
                ParameterBlock mean = backend.allocate(layout, dtype);
                ParameterBlock square = backend.allocate(layout, dtype)) {
            for (int step = 1; step <= 4; step++) {
                try (Scope scope = backend.openScope()) {
                    TensorOps ops = backend.ops(scope);
                    if (step == 1) {
                        ops.updates().copy(parameters.get("all"), start.on(ops, dtype));
                    }
                    Tensor gradient = draw.uniform(Shape.of(size)).round(inputs).on(ops, dtype);
                    Values rates = Values.of(Shape.of(2), 0.01 / (1 - Math.pow(0.9, step)),
                            1 / Math.sqrt(1 - Math.pow(0.999, step))).round(inputs);
                    Tensors state = Tensors.of(parameters.get("all"), mean.get("all"), square.get("all"));
                    ops.updates().assign(state, AdamUpdate.ADAM, AdamUpdate.Constants.DEFAULT,
                            Tensors.of(state.get(0), gradient, state.get(1), state.get(2), rates.on(ops, dtype)));
                }
            }
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                return Values.read(ops, ops.concat(java.util.List.of(parameters.flat(), mean.flat(), square.flat()),
                        0));
            }
        }
    }
}
