package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.tck.kit.Agreement.Accuracy;
import unroll.tck.kit.Agreement.Program;

/** One tensor in two places, two handles of one storage, and updates that overlap what they read. */
public abstract class AliasingConformance extends Conformance {
    private static final int LENGTH = 37;

    /** For the families. */
    protected AliasingConformance() {
    }

    private record Twice(String name, Accuracy accuracy, Program program) {
    }

    private static final List<Twice> PRIMITIVES = List.of(
            new Twice("x + x", Accuracy.ROUNDED, (ops, x) -> ops.add(x[0], x[0])),
            new Twice("x - x", Accuracy.COPIED, (ops, x) -> ops.subtract(x[0], x[0])),
            new Twice("x x", Accuracy.ROUNDED, (ops, x) -> ops.multiply(x[0], x[0])),
            new Twice("x / x", Accuracy.COPIED, (ops, x) -> ops.divide(x[0], x[0])),
            new Twice("matmul of x and x", Accuracy.SUMMED, (ops, x) -> ops.matmul(x[0], false, x[0], false)),
            new Twice("matmul of x transposed and x", Accuracy.SUMMED, (ops, x) -> ops.matmul(x[0], true, x[0], false)),
            new Twice("matmul of x and x transposed", Accuracy.SUMMED, (ops, x) -> ops.matmul(x[0], false, x[0], true)),
            new Twice("matmul of both transposed", Accuracy.SUMMED, (ops, x) -> ops.matmul(x[0], true, x[0], true)),
            new Twice("concat of x and x", Accuracy.COPIED, (ops, x) -> ops.concat(List.of(x[0], x[0], x[0]), 1)),
            new Twice("linear of x and x", Accuracy.SUMMED, (ops, x) -> Linear.apply(ops, x[0], x[0])));

    @TestFactory
    final List<DynamicTest> oneTensorAsBothArguments() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (int n : new int[] {1, 5, 16, 17, 67}) {
                for (Twice one : PRIMITIVES) {
                    String name = one.name() + " of [" + n + ", " + n + "]";
                    checks.add(check(name + " " + dtype, () -> agreement(dtype).check(name, one.accuracy(),
                            one.program(), draw().uniform(Shape.of(n, n), 1, 2))));
                }
            }
            checks.add(check("a scalar times itself " + dtype, () -> agreement(dtype).check("scaleBy",
                    Accuracy.ROUNDED, (ops, x) -> ops.scaleBy(x[0], x[0]), draw().uniform(Shape.SCALAR))));
        }
        return checks;
    }

    /** Such as one tensor of zeros for both initial states of an LSTM. */
    @TestFactory
    final List<DynamicTest> oneTensorAsTwoInputsOfAComposite() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (CompositionCase<?> one : CompositionCases.small(draw())) {
                for (int second = 1; second < one.inputs().size(); second++) {
                    for (int first = 0; first < second; first++) {
                        if (one.inputs().get(first).shape().equals(one.inputs().get(second).shape())) {
                            int i = first;
                            int j = second;
                            checks.add(check(one + ": input " + i + " is also input " + j + " " + dtype,
                                    () -> shared(one.round(dtype), i, j, dtype)));
                        }
                    }
                }
            }
        }
        return checks;
    }

    private void shared(CompositionCase<?> one, int first, int second, DType dtype) {
        List<Values> inputs = new ArrayList<>(one.inputs());
        // positive, as a running mean of squares is
        inputs.set(first, inputs.get(first).map(Math::abs));
        inputs.set(second, inputs.get(first));
        CompositionCase<?> same = one.with(inputs);
        try (Scope scope = backend().openScope(); Scope elsewhere = reference().openScope()) {
            TensorOps exact = reference().ops(elsewhere);
            Tensors expected = same.define(exact, same.inputs(exact, DType.FLOAT64));
            TensorOps ops = backend().ops(scope);
            Tensors separate = same.inputs(ops, dtype);
            Tensor[] aliased = new Tensor[separate.size()];
            java.util.Arrays.setAll(aliased, i -> separate.get(i == second ? first : i));
            Tensors outputs = same.apply(ops, Tensors.ofAll(aliased));
            for (int i = 0; i < outputs.size(); i++) {
                Values wanted = Values.read(exact, expected.get(i));
                Closeness.within(one + ": output " + i, wanted, Values.read(ops, outputs.get(i)),
                        Closeness.tolerance(dtype) * wanted.magnitude());
            }
        }
    }

    private interface Body {
        void on(TensorOps ops, ParameterBlock block);
    }

    private void each(Map<String, Shape> shapes, Body body) {
        for (DType dtype : dtypes()) {
            try (ParameterBlock block = backend().allocate(ParameterLayout.of(shapes), dtype);
                    Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                ops.updates().copy(block.flat(), counted().on(ops, dtype));
                body.on(ops, block);
            }
        }
    }

    private static Values counted() {
        double[] data = new double[LENGTH];
        java.util.Arrays.setAll(data, i -> i + 1);
        return Values.of(Shape.of(LENGTH), data);
    }

    /** A block with one entry has two handles for the same elements: its slice and the whole. */
    @Test
    void twoHandlesOfOneStorage() {
        each(Map.of("all", Shape.of(LENGTH)), (ops, block) -> {
            Tensor flat = block.flat();
            Tensor all = block.get(0);
            Values values = counted();
            Closeness.bits("add", values.map(x -> 2 * x), Values.read(ops, ops.add(flat, all)));
            Closeness.bits("subtract", values.map(x -> 0), Values.read(ops, ops.subtract(all, flat)));
            ops.updates().copy(flat, all);
            Closeness.bits("copy", values, Values.read(ops, flat));
            ops.updates().accumulate(flat, all);
            Closeness.bits("accumulate", values.map(x -> 2 * x), Values.read(ops, all));
            ops.updates().axpy(all, -0.5, flat);
            Closeness.bits("axpy", values, Values.read(ops, flat));
            ops.updates().write(flat, 0, all);
            Closeness.bits("write", values, Values.read(ops, all));
        });
    }

    /** The whole is assigned what was computed from a slice of it. */
    @Test
    void assignmentOverWhatItReads() {
        each(Map.of("all", Shape.of(1, LENGTH)), (ops, block) -> {
            double[] identity = new double[LENGTH * LENGTH];
            for (int i = 0; i < LENGTH; i++) {
                // a permutation: element i goes to the place behind it
                identity[(i + 1) % LENGTH * LENGTH + i] = 1;
            }
            Tensor turn = Values.of(Shape.of(LENGTH, LENGTH), identity).on(ops, block.flat().dtype());
            ops.updates().assign(Tensors.of(block.get(0)), Linear.LINEAR, NoAttributes.NONE,
                    Tensors.of(block.get(0), turn));
            double[] expected = new double[LENGTH];
            java.util.Arrays.setAll(expected, i -> 1 + (i + LENGTH - 1) % LENGTH);
            Closeness.bits("turned", Values.of(Shape.of(LENGTH), expected), Values.read(ops, block.flat()));
        });
    }

    /** A slice written over every place of its own block: over itself from below, from above, and beside. */
    @Test
    void aSliceWrittenOverItself() {
        Map<String, Shape> shapes = new java.util.LinkedHashMap<>();
        shapes.put("before", Shape.of(9));
        shapes.put("part", Shape.of(17));
        shapes.put("after", Shape.of(LENGTH - 26));
        for (int place = 0; place <= LENGTH - 17; place++) {
            int offset = place;
            each(shapes, (ops, block) -> {
                ops.updates().write(block.flat(), offset, block.get("part"));
                double[] expected = counted().data();
                System.arraycopy(expected, 9, expected, offset, 17);
                Closeness.bits("write at " + offset, Values.of(Shape.of(LENGTH), expected),
                        Values.read(ops, block.flat()));
            });
        }
    }

    /** The factor lies within what it multiplies: first, last and between. */
    @Test
    void aBlockScaledByOneOfItsElements() {
        for (int place : new int[] {0, 5, LENGTH - 1}) {
            Map<String, Shape> shapes = new java.util.LinkedHashMap<>();
            shapes.put("before", Shape.of(place));
            shapes.put("factor", Shape.SCALAR);
            shapes.put("after", Shape.of(LENGTH - 1 - place));
            each(shapes, (ops, block) -> {
                ops.updates().scale(block.flat(), block.get("factor"));
                Closeness.bits("scale by element " + place, counted().map(x -> (place + 1) * x),
                        Values.read(ops, block.flat()));
            });
        }
    }
}
