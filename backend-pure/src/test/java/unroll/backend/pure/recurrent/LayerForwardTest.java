package unroll.backend.pure.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;
import unroll.tck.reference.ReferenceProvider;

/** The layers of all cells forward: the bits of their definition, and the numbers of the float64 reference. */
@Tag("width")
class LayerForwardTest {
    private static final double TOLERANCE = 1e-5;

    static List<LayerCase> cases() {
        return LayerCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isItsDefinition(LayerCase one) {
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT);
                Scope scope = backend.openScope();
                Backend reference = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Scope other = reference.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensors inputs = one.inputs(ops, DType.FLOAT32);
            var kernel = ops.fused(one.layer).orElseThrow();
            Tensors found = kernel.forward(scope, one.sequence, inputs, FusedKernel.EVERY_INPUT).outputs();
            Tensors inferred = kernel.forward(scope, one.sequence, inputs, FusedKernel.INFERENCE).outputs();
            Tensors defined = one.layer.define(ops, one.sequence, inputs);
            TensorOps exact = reference.ops(other);
            Tensors expected = one.layer.define(exact, one.sequence, one.inputs(exact, DType.FLOAT64));
            assertEquals(defined.size(), found.size());
            for (int i = 0; i < found.size(); i++) {
                double[] values = LayerCase.read(ops, found.get(i));
                assertArrayEquals(LayerCase.read(ops, defined.get(i)), values, "output " + i);
                assertArrayEquals(values, LayerCase.read(ops, inferred.get(i)), "output " + i + " of inference");
                double[] right = LayerCase.read(exact, expected.get(i));
                assertArrayEquals(right, values, TOLERANCE * LayerCase.magnitude(right), "output " + i);
            }
            for (int i = 0; i < inputs.size(); i++) {
                assertArrayEquals(one.inputs[i], LayerCase.read(ops, inputs.get(i)), "input " + i + " after the call");
            }
            assertTrue(kernel.forward(scope, one.sequence, inputs, FusedKernel.INFERENCE).saved().size() == 0);
        }
    }
}
