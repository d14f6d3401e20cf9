package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.tck.kit.Agreement.Accuracy;

/** The matrix product in all four transpositions. */
public abstract class ProductConformance extends Conformance {
    private static final boolean[] BOTH = {false, true};

    /** For the families. */
    protected ProductConformance() {
    }

    private static Shape stored(int rows, int columns, boolean transposed) {
        return transposed ? Shape.of(columns, rows) : Shape.of(rows, columns);
    }

    @TestFactory
    final List<DynamicTest> agreesWithTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (int[] size : Sizes.PRODUCTS) {
                for (boolean ta : BOTH) {
                    for (boolean tb : BOTH) {
                        Shape a = stored(size[0], size[1], ta);
                        Shape b = stored(size[1], size[2], tb);
                        String name = "matmul of " + a + (ta ? " transposed" : "") + " and " + b
                                + (tb ? " transposed" : "");
                        checks.add(check(name + " " + dtype, () -> {
                            Draw draw = draw();
                            agreement(dtype).check(name, Accuracy.SUMMED, (ops, x) -> ops.matmul(x[0], ta, x[1], tb),
                                    draw.uniform(a), draw.uniform(b));
                        }));
                    }
                }
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> aMatrixTimesItself() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            checks.add(check("a times a transposed, " + dtype, () -> agreement(dtype).check("matmul", Accuracy.SUMMED,
                    (ops, x) -> ops.matmul(x[0], false, x[0], true), draw().uniform(Shape.of(5, 17)))));
            checks.add(check("a times a, " + dtype, () -> agreement(dtype).check("matmul", Accuracy.SUMMED,
                    (ops, x) -> ops.matmul(x[0], false, x[0], false), draw().uniform(Shape.of(17, 17)))));
        }
        return checks;
    }

    /** Zero times infinity is NaN: a product may not leave out zeros. */
    @TestFactory
    final List<DynamicTest> infinitiesAndNaNFlowThrough() {
        List<DynamicTest> checks = new ArrayList<>();
        double infinity = Double.POSITIVE_INFINITY;
        Values a = Values.of(Shape.of(3, 3), 0, 1, 2, infinity, 1, 0, Double.NaN, 0, 0);
        Values b = Values.of(Shape.of(3, 3), infinity, 0, 1, 1, 0, -infinity, 2, 0, 0);
        for (DType dtype : dtypes()) {
            for (boolean ta : BOTH) {
                for (boolean tb : BOTH) {
                    checks.add(check("matmul of special values, transposed " + ta + ", " + tb + ", " + dtype,
                            () -> agreement(dtype).check("matmul", Accuracy.EACH_CLOSE,
                                    (ops, x) -> ops.matmul(x[0], ta, x[1], tb), a, b)));
                }
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> givesKnownValues() {
        List<DynamicTest> checks = new ArrayList<>();
        Values a = Values.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        Values b = Values.of(Shape.of(3, 2), 1, 0, -1, 2, 0.5, 1);
        Values c = Values.of(Shape.of(2, 3), 1, -1, 0.5, 0, 2, 1);
        for (DType dtype : dtypes()) {
            Known known = new Known(backend(), dtype);
            checks.add(known.is("a b", (ops, x) -> ops.matmul(x[0], false, x[1], false), List.of(a, b), 0.5, 7, 2, 16));
            checks.add(known.is("a c^T", (ops, x) -> ops.matmul(x[0], false, x[1], true), List.of(a, c), 0.5, 7, 2,
                    16));
            checks.add(known.is("a^T c", (ops, x) -> ops.matmul(x[0], true, x[1], false), List.of(a, c), 1, 7, 4.5, 2,
                    8, 6, 3, 9, 7.5));
            checks.add(known.is("a^T b^T", (ops, x) -> ops.matmul(x[0], true, x[1], true), List.of(a, b), 1, 7, 4.5, 2,
                    8, 6, 3, 9, 7.5));
        }
        return checks;
    }
}
