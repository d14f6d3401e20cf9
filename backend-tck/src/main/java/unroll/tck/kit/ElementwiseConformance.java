package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.tck.kit.Agreement.Accuracy;
import unroll.tck.kit.Agreement.Program;

/** The elementwise primitives, against the reference at every shape, and with infinities and NaN. */
public abstract class ElementwiseConformance extends Conformance {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** What is normal, what is not a number, and both zeros. */
    private static final double[] SPECIAL = {Double.NaN, INFINITY, -INFINITY, 0.0, -0.0, 1, -1, 0.5, 3, -30, 80, 1e30,
        -1e30, 1e-30, 100, -100, 2};

    /** For the families. */
    protected ElementwiseConformance() {
    }

    private record Primitive(String name, Accuracy accuracy, double low, double high, Program program) {
        /** Beside huge values a rounded operation is still held to each element's own magnitude. */
        Accuracy amongSpecial() {
            return accuracy == Accuracy.CLOSE ? Accuracy.CLOSE : Accuracy.EACH_CLOSE;
        }
    }

    private static final List<Primitive> PRIMITIVES = List.of(
            new Primitive("add", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.add(x[0], x[1])),
            new Primitive("subtract", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.subtract(x[0], x[1])),
            new Primitive("multiply", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.multiply(x[0], x[1])),
            new Primitive("divide", Accuracy.ROUNDED, 0.1, 2, (ops, x) -> ops.divide(x[0], x[1])),
            new Primitive("add to itself", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.add(x[0], x[0])),
            new Primitive("affine", Accuracy.CLOSE, -2, 2, (ops, x) -> ops.affine(x[0], 1.5, -0.3)),
            new Primitive("affine, scale alone", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.affine(x[0], -3, 0)),
            new Primitive("exp", Accuracy.EACH_CLOSE, -5, 5, (ops, x) -> ops.exp(x[0])),
            new Primitive("log", Accuracy.CLOSE, 0.01, 5, (ops, x) -> ops.log(x[0])),
            new Primitive("tanh", Accuracy.CLOSE, -4, 4, (ops, x) -> ops.tanh(x[0])),
            new Primitive("tanh near zero", Accuracy.CLOSE, -1e-3, 1e-3, (ops, x) -> ops.tanh(x[0])),
            new Primitive("sigmoid", Accuracy.CLOSE, -8, 8, (ops, x) -> ops.sigmoid(x[0])),
            new Primitive("sqrt", Accuracy.ROUNDED, 0, 9, (ops, x) -> ops.sqrt(x[0])),
            new Primitive("relu", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.relu(x[0])),
            new Primitive("step", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.step(x[0])),
            new Primitive("scaleBy", Accuracy.ROUNDED, -2, 2, (ops, x) -> ops.scaleBy(x[0], x[2])));

    @TestFactory
    final List<DynamicTest> agreesWithTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (Primitive primitive : PRIMITIVES) {
                for (Shape shape : Sizes.ANY) {
                    String name = primitive.name() + " on " + shape;
                    checks.add(check(name + " " + dtype, () -> {
                        Draw draw = draw();
                        Values a = draw.uniform(shape, primitive.low(), primitive.high());
                        Values b = draw.uniform(shape, primitive.low(), primitive.high());
                        Values scalar = draw.uniform(Shape.SCALAR);
                        agreement(dtype).check(name, primitive.accuracy(), primitive.program(), a, b, scalar);
                    }));
                }
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> infinitiesAndNaNFlowThrough() {
        List<DynamicTest> checks = new ArrayList<>();
        double[] others = new double[SPECIAL.length * SPECIAL.length];
        double[] each = new double[others.length];
        for (int i = 0; i < others.length; i++) {
            each[i] = SPECIAL[i / SPECIAL.length];
            others[i] = SPECIAL[i % SPECIAL.length];
        }
        Shape shape = Shape.of(SPECIAL.length, SPECIAL.length);
        for (DType dtype : dtypes()) {
            for (Primitive primitive : PRIMITIVES) {
                for (double scalar : new double[] {2, 0, INFINITY, Double.NaN}) {
                    if (scalar == 2 || primitive.name().equals("scaleBy")) {
                        checks.add(check(primitive.name() + " of special values, " + scalar + ", " + dtype,
                                () -> agreement(dtype).check(primitive.name(), primitive.amongSpecial(),
                                        primitive.program(), Values.of(shape, each), Values.of(shape, others),
                                        Values.of(Shape.SCALAR, scalar))));
                    }
                }
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> givesKnownValues() {
        List<DynamicTest> checks = new ArrayList<>();
        Values a = Values.of(Shape.of(3), 1, -2, 4);
        Values b = Values.of(Shape.of(3), 2, 0.5, -8);
        for (DType dtype : dtypes()) {
            Known known = new Known(backend(), dtype);
            checks.add(known.is("add", (ops, x) -> ops.add(x[0], x[1]), List.of(a, b), 3, -1.5, -4));
            checks.add(known.is("subtract", (ops, x) -> ops.subtract(x[0], x[1]), List.of(a, b), -1, -2.5, 12));
            checks.add(known.is("multiply", (ops, x) -> ops.multiply(x[0], x[1]), List.of(a, b), 2, -1, -32));
            checks.add(known.is("divide", (ops, x) -> ops.divide(x[0], x[1]), List.of(a, b), 0.5, -4, -0.5));
            checks.add(known.is("affine", (ops, x) -> ops.affine(x[0], 2, 1), List.of(a), 3, -3, 9));
            checks.add(known.is("exp", (ops, x) -> ops.exp(x[0]), List.of(a), Math.E, 0.1353352832366127,
                    54.598150033144236));
            checks.add(known.is("log", (ops, x) -> ops.log(x[0]), List.of(Values.of(Shape.of(2), 1, Math.E)), 0, 1));
            checks.add(known.is("tanh", (ops, x) -> ops.tanh(x[0]), List.of(a), 0.7615941559557649,
                    -0.9640275800758169, 0.999329299739067));
            checks.add(known.is("sigmoid", (ops, x) -> ops.sigmoid(x[0]), List.of(a), 0.7310585786300049,
                    0.11920292202211755, 0.9820137900379085));
            checks.add(known.is("sqrt", (ops, x) -> ops.sqrt(x[0]), List.of(Values.of(Shape.of(2), 2, 9)),
                    1.4142135623730951, 3));
            checks.add(known.is("relu", (ops, x) -> ops.relu(x[0]), List.of(a), 1, 0, 4));
            checks.add(known.is("step", (ops, x) -> ops.step(x[0]), List.of(Values.of(Shape.of(4), 3, -2, 0, 1e-3)), 1,
                    0, 0, 1));
            checks.add(known.is("relu of NaN", (ops, x) -> ops.relu(x[0]),
                    List.of(Values.of(Shape.of(2), Double.NaN, -INFINITY)), Double.NaN, 0));
            checks.add(known.is("step of NaN", (ops, x) -> ops.step(x[0]),
                    List.of(Values.of(Shape.of(2), Double.NaN, INFINITY)), 0, 1));
            checks.add(known.is("scaleBy", (ops, x) -> ops.scaleBy(x[0], x[1]),
                    List.of(a, Values.of(Shape.SCALAR, -0.5)), -0.5, 1, -2));
        }
        return checks;
    }
}
