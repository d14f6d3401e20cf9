package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.tck.kit.Agreement.Accuracy;
import unroll.tck.kit.Agreement.Program;

/** Creating, reading and rearranging: all of it copies, and gives the same bits. */
public abstract class FormConformance extends Conformance {
    /** For the families. */
    protected FormConformance() {
    }

    @TestFactory
    final List<DynamicTest> whatIsCreatedIsRead() {
        List<DynamicTest> checks = new ArrayList<>();
        for (Shape shape : Sizes.ANY) {
            for (DType dtype : dtypes()) {
                checks.add(check("create and read " + shape + " " + dtype, () -> roundTrip(shape, dtype)));
                checks.add(check("full " + shape + " " + dtype, () -> full(shape, dtype)));
            }
            checks.add(check("create " + shape + " from float", () -> fromFloat(shape)));
        }
        checks.add(check("what a float cannot hold is rounded", () -> {
            double tooFine = 0.1;
            double tooLarge = 1e300;
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                Values in = Values.of(Shape.of(5), tooFine, tooLarge, -tooLarge, Double.NaN, -0.0);
                Values out = Values.read(ops, in.on(ops, DType.FLOAT32));
                Closeness.bits("create", in.round(DType.FLOAT32), out);
                Closeness.bits("full", Values.of(Shape.of(1), (float) tooFine),
                        Values.read(ops, ops.full(Shape.of(1), DType.FLOAT32, tooFine)));
            }
        }));
        return checks;
    }

    private void roundTrip(Shape shape, DType dtype) {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            double[] source = new double[shape.size() + 2];
            Values drawn = draw().uniform(shape).round(dtype);
            System.arraycopy(drawn.data(), 0, source, 0, drawn.size());
            Tensor tensor = ops.create(shape, dtype, source);
            java.util.Arrays.fill(source, 77);
            Assertions.assertEquals(shape, tensor.shape());
            Assertions.assertEquals(dtype, tensor.dtype());
            Closeness.bits("create", drawn, Values.read(ops, tensor));
            float[] floats = new float[shape.size() + 5];
            java.util.Arrays.fill(floats, 55);
            ops.read(tensor, floats, 3);
            double[] doubles = new double[shape.size() + 5];
            java.util.Arrays.fill(doubles, 55);
            ops.read(tensor, doubles, 3);
            for (int i = 0; i < floats.length; i++) {
                boolean inside = i >= 3 && i < 3 + shape.size();
                Assertions.assertEquals(inside ? (float) drawn.at(i - 3) : 55f, floats[i], "float element " + i);
                Assertions.assertEquals(inside ? drawn.at(i - 3) : 55d, doubles[i], "double element " + i);
            }
        }
    }

    private void full(Shape shape, DType dtype) {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensor full = ops.full(shape, dtype, -2.5);
            Assertions.assertEquals(dtype, full.dtype());
            Closeness.bits("full", draw().uniform(shape).map(x -> -2.5), Values.read(ops, full));
        }
    }

    private void fromFloat(Shape shape) {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Values drawn = draw().uniform(shape).round(DType.FLOAT32);
            float[] source = new float[shape.size() + 4];
            for (int i = 0; i < drawn.size(); i++) {
                source[i + 3] = (float) drawn.at(i);
            }
            Tensor tensor = ops.create(shape, source, 3);
            java.util.Arrays.fill(source, 77);
            Assertions.assertEquals(DType.FLOAT32, tensor.dtype());
            Closeness.bits("create from float", drawn, Values.read(ops, tensor));
        }
    }

    @TestFactory
    final List<DynamicTest> rearrangesAsTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (int n : new int[] {0, 1, 7, 15, 16, 17, 33}) {
                for (int times : new int[] {0, 1, 2, 17}) {
                    checks.add(compared("expandRows of " + n + " to " + times, dtype,
                            (ops, x) -> ops.expandRows(x[0], times), Shape.of(n)));
                    checks.add(compared("expandColumns of " + n + " to " + times, dtype,
                            (ops, x) -> ops.expandColumns(x[0], times), Shape.of(n)));
                }
                checks.add(compared("slices of a vector of " + n, dtype,
                        (ops, x) -> ops.concat(List.of(ops.slice(x[0], 0, n / 2, n), ops.slice(x[0], 0, 0, n / 3),
                                ops.slice(x[0], 0, n, n), ops.slice(x[0], 0, 0, n)), 0),
                        Shape.of(n)));
            }
            for (Shape shape : Sizes.MATRICES) {
                matrix(checks, dtype, shape);
            }
            for (Shape shape : Sizes.EMPTY_MATRICES) {
                matrix(checks, dtype, shape);
            }
            checks.add(compared("reshape over all ranks", dtype,
                    (ops, x) -> ops.reshape(ops.reshape(ops.reshape(x[0], Shape.of(60)), Shape.of(new int[] {3, 2, 2,
                        5})), Shape.of(6, 10)),
                    Shape.of(3, 4, 5)));
            checks.add(compared("reshape to a scalar", dtype, (ops, x) -> ops.reshape(x[0], Shape.SCALAR),
                    Shape.of(1, 1)));
        }
        return checks;
    }

    private void matrix(List<DynamicTest> checks, DType dtype, Shape shape) {
        for (int dim = 0; dim < 2; dim++) {
            int along = dim;
            int extent = shape.dim(dim);
            int middle = extent / 2;
            checks.add(compared("slice of " + shape + " along " + dim, dtype,
                    (ops, x) -> ops.slice(x[0], along, extent / 3, extent), shape));
            checks.add(compared("all of " + shape + " along " + dim, dtype,
                    (ops, x) -> ops.slice(x[0], along, 0, extent), shape));
            checks.add(compared("none of " + shape + " along " + dim, dtype,
                    (ops, x) -> ops.slice(x[0], along, middle, middle), shape));
            checks.add(compared("concat of one " + shape + " along " + dim, dtype,
                    (ops, x) -> ops.concat(List.of(x[0]), along), shape));
            checks.add(compared("concat of parts of " + shape + " along " + dim, dtype,
                    (ops, x) -> ops.concat(List.of(ops.slice(x[0], along, middle, extent), x[0],
                            ops.slice(x[0], along, 0, 0), ops.slice(x[0], along, 0, middle), x[0]), along),
                    shape));
        }
        checks.add(compared("reshape of " + shape, dtype, (ops, x) -> ops.reshape(x[0], Shape.of(shape.size())),
                shape));
    }

    private DynamicTest compared(String name, DType dtype, Program program, Shape shape) {
        return check(name + " " + dtype,
                () -> agreement(dtype).check(name, Accuracy.COPIED, program, draw().uniform(shape)));
    }

    @TestFactory
    final List<DynamicTest> givesKnownValues() {
        List<DynamicTest> checks = new ArrayList<>();
        Values vector = Values.of(Shape.of(3), 1, 2, 3);
        Values a = Values.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        Values b = Values.of(Shape.of(2, 1), 7, 8);
        Values c = Values.of(Shape.of(1, 3), 9, 10, 11);
        for (DType dtype : dtypes()) {
            Known known = new Known(backend(), dtype);
            checks.add(known.is("expandRows", (ops, x) -> ops.expandRows(x[0], 2), List.of(vector), 1, 2, 3, 1, 2, 3));
            checks.add(known.is("expandColumns", (ops, x) -> ops.expandColumns(x[0], 2), List.of(vector), 1, 1, 2, 2,
                    3, 3));
            checks.add(known.is("slice of rows", (ops, x) -> ops.slice(x[0], 0, 1, 2), List.of(a), 4, 5, 6));
            checks.add(known.is("split of rows", (ops, x) -> ops.split(x[0], 0, 1, 1).get(1), List.of(a), 4, 5, 6));
            checks.add(known.is("split of columns", (ops, x) -> ops.split(x[0], 1, 2, 0, 1).get(2), List.of(a), 3, 6));
            checks.add(known.is("slice of columns", (ops, x) -> ops.slice(x[0], 1, 1, 3), List.of(a), 2, 3, 5, 6));
            checks.add(known.is("slice of a vector", (ops, x) -> ops.slice(x[0], 0, 1, 3), List.of(vector), 2, 3));
            checks.add(known.is("concat of columns", (ops, x) -> ops.concat(List.of(x[0], x[1]), 1), List.of(a, b), 1,
                    2, 3, 7, 4, 5, 6, 8));
            checks.add(known.is("concat of rows", (ops, x) -> ops.concat(List.of(x[0], x[1]), 0), List.of(c, a), 9, 10,
                    11, 1, 2, 3, 4, 5, 6));
        }
        return checks;
    }
}
