package unroll.tck.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** The gradient of every primitive against central finite differences. */
class PrimitiveGradientTest {
    /** A primitive on some shapes; its arguments are drawn from [low, high). */
    record Case(String primitive, String variant, double low, double high,
            BiFunction<TensorOps, Tensor[], Tensor> function, Shape... shapes) {
        @Override
        public String toString() {
            return primitive + " " + variant + Arrays.toString(shapes);
        }
    }

    /** What has no gradient or is no operation of tensors. */
    private static final Set<String> WITHOUT_GRADIENT = Set.of("create", "full", "read", "step", "fused", "apply",
            "named",
            "updates", "scope");

    static Stream<Case> cases() {
        Shape m = Shape.of(3, 4);
        Shape square = Shape.of(3, 3);
        Shape v = Shape.of(4);
        Indices rows = Indices.of(3, 2, 0, 2, 1, 2);
        return Stream.of(
                new Case("matmul", "", -1, 1, (o, a) -> o.matmul(a[0], false, a[1], false), m, Shape.of(4, 2)),
                new Case("matmul", "a^T ", -1, 1, (o, a) -> o.matmul(a[0], true, a[1], false), m, Shape.of(3, 2)),
                new Case("matmul", "b^T ", -1, 1, (o, a) -> o.matmul(a[0], false, a[1], true), m, Shape.of(2, 4)),
                new Case("matmul", "a^T b^T ", -1, 1, (o, a) -> o.matmul(a[0], true, a[1], true), m, Shape.of(2, 3)),
                new Case("matmul", "with itself ", -1, 1, (o, a) -> o.matmul(a[0], false, a[0], true), square),
                new Case("add", "", -1, 1, (o, a) -> o.add(a[0], a[1]), m, m),
                new Case("add", "to itself ", -1, 1, (o, a) -> o.add(a[0], a[0]), m),
                new Case("subtract", "", -1, 1, (o, a) -> o.subtract(a[0], a[1]), m, m),
                new Case("multiply", "", -1, 1, (o, a) -> o.multiply(a[0], a[1]), m, m),
                new Case("multiply", "by itself ", -1, 1, (o, a) -> o.multiply(a[0], a[0]), v),
                new Case("divide", "", 0.5, 2, (o, a) -> o.divide(a[0], a[1]), m, m),
                new Case("affine", "", -1, 1, (o, a) -> o.affine(a[0], -2.5, 0.75), m),
                new Case("exp", "", -2, 2, (o, a) -> o.exp(a[0]), m),
                new Case("log", "", 0.5, 3, (o, a) -> o.log(a[0]), m),
                new Case("tanh", "", -2, 2, (o, a) -> o.tanh(a[0]), m),
                new Case("sigmoid", "", -3, 3, (o, a) -> o.sigmoid(a[0]), m),
                new Case("sqrt", "", 0.5, 3, (o, a) -> o.sqrt(a[0]), m),
                new Case("relu", "positive ", 0.1, 2, (o, a) -> o.relu(a[0]), m),
                new Case("relu", "negative ", -2, -0.1, (o, a) -> o.relu(a[0]), m),
                new Case("relu", "both ", -2, 2, (o, a) -> o.relu(a[0]), m),
                new Case("scaleBy", "", -1, 1, (o, a) -> o.scaleBy(a[0], a[1]), m, Shape.SCALAR),
                new Case("expandRows", "", -1, 1, (o, a) -> o.expandRows(a[0], 3), v),
                new Case("expandColumns", "", -1, 1, (o, a) -> o.expandColumns(a[0], 3), v),
                new Case("sum", "", -1, 1, (o, a) -> o.sum(a[0]), m),
                new Case("sum", "over rows ", -1, 1, (o, a) -> o.sum(a[0], 0), m),
                new Case("sum", "over columns ", -1, 1, (o, a) -> o.sum(a[0], 1), m),
                new Case("amax", "over rows ", -1, 1, (o, a) -> o.amax(a[0], 0), m),
                new Case("amax", "over columns ", -1, 1, (o, a) -> o.amax(a[0], 1), m),
                new Case("gatherRows", "", -1, 1, (o, a) -> o.gatherRows(a[0], rows), m),
                new Case("scatterAddRows", "", -1, 1, (o, a) -> o.scatterAddRows(a[0], rows, 3), Shape.of(5, 2)),
                new Case("slice", "rows ", -1, 1, (o, a) -> o.slice(a[0], 0, 1, 3), m),
                new Case("slice", "columns ", -1, 1, (o, a) -> o.slice(a[0], 1, 1, 3), m),
                new Case("slice", "vector ", -1, 1, (o, a) -> o.slice(a[0], 0, 0, 2), v),
                new Case("split", "rows, one part used ", -1, 1, (o, a) -> o.split(a[0], 0, 1, 2).get(1), m),
                new Case("split", "columns ", -1, 1, (o, a) -> o.concat(o.split(a[0], 1, 3, 0, 1).reversed(), 1), m),
                new Case("concat", "rows ", -1, 1, (o, a) -> o.concat(List.of(a[0], a[1]), 0), m, Shape.of(2, 4)),
                new Case("concat", "columns ", -1, 1, (o, a) -> o.concat(List.of(a[0], a[1], a[0]), 1), m,
                        Shape.of(3, 1)),
                new Case("reshape", "", -1, 1, (o, a) -> o.reshape(a[0], Shape.of(2, 3, 2)), m));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithFiniteDifferences(Case primitive) {
        for (long seed = 1; seed <= 3; seed++) {
            FiniteDifferences differences = new FiniteDifferences(seed);
            double[][] arguments = new double[primitive.shapes().length][];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = differences.values(i, primitive.shapes()[i], primitive.low(), primitive.high());
            }
            differences.check(primitive.toString(), primitive.shapes(), arguments, primitive.function());
        }
    }

    @Test
    void coversEveryPrimitive() {
        Set<String> primitives = Arrays.stream(TensorOps.class.getMethods()).map(Method::getName)
                .filter(name -> !WITHOUT_GRADIENT.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(primitives, cases().map(Case::primitive).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void sharesTheGradientAmongEqualLargest() {
        // torch.amax: ties get equal parts; the largest of (2, 1, 2) is shared as (1/2, 0, 1/2)
        var shape = Shape.of(1, 3);
        try (var backend = new unroll.tck.reference.ReferenceProvider()
                .open(unroll.api.backend.OpenOptions.DEFAULT); var scope = backend.openScope()) {
            var ops = backend.ops(scope);
            var recording = new unroll.core.autograd.RecordingOps(ops);
            Tensor a = ops.create(shape, unroll.api.tensor.DType.FLOAT64, new double[] {2, 1, 2});
            recording.watch(a);
            recording.backward(recording.sum(recording.amax(a, 1)));
            Tensor gradient = recording.gradient(a);
            double[] values = new double[3];
            ops.read(java.util.Objects.requireNonNull(gradient), values, 0);
            org.junit.jupiter.api.Assertions.assertArrayEquals(new double[] {0.5, 0, 0.5}, values);
        }
    }
}
