package unroll.backend.pure.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;
import unroll.tck.reference.ReferenceProvider;

/** Backpropagation through time against central differences of the definition on the float64 reference. */
class LayerGradientTest {
    private static final int ALL_FLOW = -1;
    private static final double STEP = 1e-5;
    /** In parts of the largest, or of what is added up. */
    private static final double TOLERANCE = 1e-5;
    private static final double TERM = 0.1;
    /** Of a large input so many elements are looked at. */
    private static final int ELEMENTS = 12;

    static List<LayerCase> cases() {
        return LayerCases.some();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesCentralDifferences(LayerCase one) {
        compare(one, ALL_FLOW);
        for (int output = 0; output < one.outputGradients.length; output++) {
            compare(one, 1 << output);
        }
    }

    private static void compare(LayerCase one, int flows) {
        double[][] found = gradients(one, flows);
        Random random = new Random(flows);
        for (int i = 0; i < found.length; i++) {
            int all = found[i].length;
            int count = Math.min(ELEMENTS, all);
            double[] expected = new double[count];
            double[] actual = new double[count];
            for (int e = 0; e < count; e++) {
                int element = count == all ? e : random.nextInt(all);
                expected[e] = difference(one, flows, i, element);
                actual[e] = found[i][element];
            }
            double scale = Math.max(LayerCase.magnitude(found[i]), TERM);
            assertArrayEquals(expected, actual, TOLERANCE * scale, "outputs " + flows + ", gradient of input " + i);
        }
    }

    private static double difference(LayerCase one, int flows, int input, int element) {
        double kept = one.inputs[input][element];
        one.inputs[input][element] = kept + STEP;
        double above = value(one, flows);
        one.inputs[input][element] = kept - STEP;
        double below = value(one, flows);
        one.inputs[input][element] = kept;
        return (above - below) / (2 * STEP);
    }

    /** The sum of all outputs, each times its gradient. */
    private static double value(LayerCase one, int flows) {
        try (Backend reference = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Scope scope = reference.openScope()) {
            TensorOps ops = reference.ops(scope);
            Tensors outputs = one.layer.define(ops, one.sequence, one.inputs(ops, DType.FLOAT64));
            double sum = 0;
            for (int i = 0; i < outputs.size(); i++) {
                double[] values = (flows >> i & 1) == 0 ? new double[0] : LayerCase.read(ops, outputs.get(i));
                for (int j = 0; j < values.length; j++) {
                    sum += values[j] * one.outputGradients[i][j];
                }
            }
            return sum;
        }
    }

    private static double[][] gradients(LayerCase one, int flows) {
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            var kernel = ops.fused(one.layer).orElseThrow();
            var forward = kernel.forward(scope, one.sequence, one.inputs(ops, DType.FLOAT32), FusedKernel.EVERY_INPUT);
            Tensors result = kernel.backward(scope, one.sequence, forward.saved(), one.outputGradients(ops, flows),
                    new GradientRequest(-1, Tensors.ofAll(new Tensor[one.inputCount()])));
            double[][] found = new double[one.inputCount()][];
            for (int i = 0; i < found.length; i++) {
                assertTrue(result.get(i).shape().equals(one.shape(i)), "shape of the gradient of input " + i);
                found[i] = LayerCase.read(ops, result.get(i));
            }
            return found;
        }
    }
}
