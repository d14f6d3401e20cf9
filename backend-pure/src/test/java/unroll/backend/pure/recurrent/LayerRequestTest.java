package unroll.backend.pure.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;
import unroll.backend.pure.TestCell;

/** What a backward pass leaves where: gradients that were asked for, in the targets or in the answer, and no others. */
class LayerRequestTest {
    private static final int HIDDEN = 19;
    private static final int ALL_FLOW = -1;

    @ParameterizedTest
    @CsvSource({"TANH, true", "TANH, false", "RELU, true", "RELU, false", "GRU, true", "GRU, false", "LSTM, true",
        "LSTM, false"})
    void gradientsAreAddedToTargetsOrReturnedAlike(TestCell cell, boolean table) {
        LayerCase one = new LayerCase(cell, HIDDEN, Packing.of(3, 2), table, 1);
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            var kernel = ops.fused(one.layer).orElseThrow();
            Tensors saved = kernel
                    .forward(scope, one.sequence, one.inputs(ops, DType.FLOAT32), FusedKernel.EVERY_INPUT).saved();
            Tensors flowing = one.outputGradients(ops, ALL_FLOW);
            Tensors none = Tensors.ofAll(new Tensor[one.inputCount()]);
            Tensors all = kernel.backward(scope, one.sequence, saved, flowing, new GradientRequest(-1, none));
            for (int index = 0; index < one.inputCount(); index++) {
                Tensors returned = kernel.backward(scope, one.sequence, saved, flowing,
                        new GradientRequest(1L << index, none));
                Tensor[] targets = new Tensor[one.inputCount()];
                Tensor target = ops.full(one.shape(index), DType.FLOAT32, 0.5);
                targets[index] = target;
                Tensors added = kernel.backward(scope, one.sequence, saved, flowing,
                        new GradientRequest(1L << index, Tensors.ofAll(targets)));
                for (int i = 0; i < one.inputCount(); i++) {
                    assertEquals(i != index, returned.isEmpty(i));
                    assertTrue(added.isEmpty(i));
                }
                double[] alone = LayerCase.read(ops, returned.get(index));
                assertArrayEquals(LayerCase.read(ops, all.get(index)), alone, "input " + index);
                assertArrayEquals(LayerCase.read(ops, ops.affine(returned.get(index), 1, 0.5)),
                        LayerCase.read(ops, target), "input " + index);
                ops.updates().fill(target, 0);
                Tensors written = kernel.backward(scope, one.sequence, saved, flowing,
                        new GradientRequest(1L << index, Tensors.ofAll(targets), 1L << index));
                assertTrue(written.isEmpty(index));
                assertArrayEquals(alone, LayerCase.read(ops, target), 0, "input " + index + " over zeros");
            }
            assertUnchanged(ops, one, flowing);
        }
    }

    private static void assertUnchanged(TensorOps ops, LayerCase one, Tensors flowing) {
        for (int i = 0; i < flowing.size(); i++) {
            assertArrayEquals(one.outputGradients[i], LayerCase.read(ops, flowing.get(i)), "gradient of output " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void weightsThatDoNotFitAreRefused(TestCell cell) {
        LayerCase one = new LayerCase(cell, 4, Packing.of(2, 1), false, 1);
        int weight = one.layer.firstWeight();
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            int width = one.shape(weight).dim(0);
            refuse(ops, one, weight, Shape.of(width, 5), "[" + width + ", 5]");
            refuse(ops, one, weight, Shape.of(width + 1, 4), "[" + (width + 1) + ", 4]");
            refuse(ops, one, weight + 1, Shape.of(width + 1), "[" + (width + 1) + "]");
        }
    }

    private static void refuse(TensorOps ops, LayerCase one, int index, Shape shape, String found) {
        Tensor[] inputs = new Tensor[one.inputCount()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = ops.full(i == index ? shape : one.shape(i), DType.FLOAT32, 0);
        }
        TensorException refused = assertThrows(TensorException.class,
                () -> ops.apply(one.layer, one.sequence, Tensors.ofAll(inputs)));
        assertTrue(refused.getMessage().contains(one.layer.name()), refused.getMessage());
        assertTrue(refused.getMessage().contains("found") && refused.getMessage().contains(found),
                refused.getMessage());
    }
}
