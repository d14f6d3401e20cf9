package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.tck.kit.Agreement.Accuracy;
import unroll.tck.kit.Agreement.Program;

/** Sums and maxima. */
public abstract class ReductionConformance extends Conformance {
    /** For the families. */
    protected ReductionConformance() {
    }

    @TestFactory
    final List<DynamicTest> sumsAgreeWithTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        List<Shape> matrices = new ArrayList<>(Sizes.MATRICES);
        matrices.addAll(Sizes.EMPTY_MATRICES);
        for (DType dtype : dtypes()) {
            for (Shape shape : Sizes.ANY) {
                checks.add(compared("sum of " + shape, dtype, Accuracy.SUMMED, shape, (ops, x) -> ops.sum(x[0])));
            }
            for (Shape shape : matrices) {
                for (int dim = 0; dim < 2; dim++) {
                    int over = dim;
                    checks.add(compared("sum over dimension " + dim + " of " + shape, dtype, Accuracy.SUMMED, shape,
                            (ops, x) -> ops.sum(x[0], over)));
                }
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> maximaAgreeWithTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>(Sizes.MATRICES);
        for (DType dtype : dtypes()) {
            for (Shape shape : shapes) {
                for (int dim = 0; dim < 2; dim++) {
                    int over = dim;
                    checks.add(compared("amax over dimension " + dim + " of " + shape, dtype, Accuracy.COPIED, shape,
                            (ops, x) -> ops.amax(x[0], over)));
                    checks.add(compared("amax of negative values over dimension " + dim + " of " + shape, dtype,
                            Accuracy.ROUNDED, shape, (ops, x) -> ops.amax(ops.affine(x[0], 1, -10), over)));
                }
            }
            checks.add(compared("amax of no rows", dtype, Accuracy.COPIED, Shape.of(0, 3),
                    (ops, x) -> ops.amax(x[0], 1)));
            checks.add(compared("amax of no columns", dtype, Accuracy.COPIED, Shape.of(3, 0),
                    (ops, x) -> ops.amax(x[0], 0)));
        }
        return checks;
    }

    private DynamicTest compared(String name, DType dtype, Accuracy accuracy, Shape shape, Program program) {
        return check(name + " " + dtype, () -> agreement(dtype).check(name, accuracy, program, draw().uniform(shape)));
    }

    @TestFactory
    final List<DynamicTest> givesKnownValues() {
        List<DynamicTest> checks = new ArrayList<>();
        Values a = Values.of(Shape.of(2, 3), 1, -2, 3, 4, 0.5, -6);
        double nan = Double.NaN;
        double infinity = Double.POSITIVE_INFINITY;
        Values special = Values.of(Shape.of(4, 2), 1, nan, -infinity, -infinity, nan, nan, infinity, 2);
        for (DType dtype : dtypes()) {
            Known known = new Known(backend(), dtype);
            checks.add(known.is("sum", (ops, x) -> ops.sum(x[0]), List.of(a), 0.5));
            checks.add(known.is("sum of the rows", (ops, x) -> ops.sum(x[0], 0), List.of(a), 5, -1.5, -3));
            checks.add(known.is("sum of each row", (ops, x) -> ops.sum(x[0], 1), List.of(a), 2, -1.5));
            checks.add(known.is("sum of none", (ops, x) -> ops.sum(x[0], 0), List.of(Values.of(Shape.of(0, 2))), 0, 0));
            checks.add(known.is("largest of each column", (ops, x) -> ops.amax(x[0], 0), List.of(a), 4, 0.5, 3));
            checks.add(known.is("largest of each row", (ops, x) -> ops.amax(x[0], 1), List.of(a), 3, 4));
            checks.add(known.is("largest of special values", (ops, x) -> ops.amax(x[0], 1), List.of(special), nan,
                    -infinity, nan, infinity));
            checks.add(known.is("sum of special values", (ops, x) -> ops.sum(x[0], 1), List.of(special), nan,
                    -infinity, nan, infinity));
        }
        return checks;
    }
}
