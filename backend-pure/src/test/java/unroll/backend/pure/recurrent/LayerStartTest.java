package unroll.backend.pure.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;
import unroll.backend.pure.TestCell;

/** Products with a state of zeros are left out where each is +0. One of them being -0, all are computed: the same bits. */
@Tag("width")
class LayerStartTest {
    private static final int ALL_FLOW = -1;

    @ParameterizedTest
    @EnumSource
    void productsWithZerosChangeNoBits(TestCell cell) {
        for (Packing packing : List.of(Packing.of(1), Packing.of(4, 3, 3, 1, 1), Packing.of(2, 2, 2, 2))) {
            for (int hidden : new int[] {1, 5, 19, 48}) {
                for (boolean table : new boolean[] {false, true}) {
                    LayerCase one = new LayerCase(cell, hidden, packing, table, hidden).startingFrom(0);
                    double[][] leftOut = results(one);
                    one.inputs[1][one.inputs[1].length - 1] = -0.0;
                    double[][] computed = results(one);
                    for (int i = 0; i < computed.length; i++) {
                        assertArrayEquals(computed[i], leftOut[i], one + ", result " + i);
                    }
                }
            }
        }
    }

    /** The outputs, then the gradients of all inputs. */
    private static double[][] results(LayerCase one) {
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            var kernel = ops.fused(one.layer).orElseThrow();
            var forward = kernel.forward(scope, one.sequence, one.inputs(ops, DType.FLOAT32), FusedKernel.EVERY_INPUT);
            Tensors gradients = kernel.backward(scope, one.sequence, forward.saved(),
                    one.outputGradients(ops, ALL_FLOW),
                    new GradientRequest(-1, Tensors.ofAll(new Tensor[one.inputCount()])));
            double[][] results = new double[forward.outputs().size() + gradients.size()][];
            for (int i = 0; i < results.length; i++) {
                int ofInput = i - forward.outputs().size();
                results[i] = LayerCase.read(ops, ofInput < 0 ? forward.outputs().get(i) : gradients.get(ofInput));
            }
            return results;
        }
    }
}
