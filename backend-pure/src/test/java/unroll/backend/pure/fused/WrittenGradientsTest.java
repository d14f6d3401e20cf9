package unroll.backend.pure.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.Linear;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;
import unroll.core.autograd.RecordingOps;
import unroll.core.ops.ForwardingOps;

/** Gradients that are written over zeros are those that are added to them. */
class WrittenGradientsTest {
    private static final Shape SQUARE = Shape.of(3, 3);
    private static final Shape ROW = Shape.of(3);

    /** Says which targets kernels were told to hold zeros. */
    private static final class Told extends ForwardingOps {
        private final List<Long> masks = new ArrayList<>();

        Told(TensorOps inner) {
            super(inner);
        }

        @Override
        public <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
            return inner().fused(composite).map(kernel -> new FusedKernel<A>() {
                @Override
                public Forward forward(Scope scope, A attributes, Tensors inputs, long neededMask) {
                    return kernel.forward(scope, attributes, inputs, neededMask);
                }

                @Override
                public Tensors backward(Scope scope, A attributes, Tensors saved, Tensors outputGradients,
                        GradientRequest request) {
                    masks.add(request.zerosMask());
                    return kernel.backward(scope, attributes, saved, outputGradients, request);
                }
            });
        }
    }

    /** What backward leaves in the targets of weight and bias. */
    private static double[][] gradients(Told ops, boolean fromZeros, int layers) {
        Tensor weight = ops.create(SQUARE, DType.FLOAT32, new double[] {1, 2, 3, -1, 0.5, 2, 4, -3, 1});
        Tensor bias = ops.create(ROW, DType.FLOAT32, new double[] {0.25, -1, 3});
        Tensor ofWeight = ops.full(SQUARE, DType.FLOAT32, 0);
        Tensor ofBias = ops.full(ROW, DType.FLOAT32, 0);
        RecordingOps recording = new RecordingOps(ops);
        if (fromZeros) {
            recording.watchFromZeros(weight, ofWeight);
            recording.watchFromZeros(bias, ofBias);
        } else {
            recording.watch(weight, ofWeight);
            recording.watch(bias, ofBias);
        }
        Tensor y = weight;
        for (int layer = 0; layer < layers; layer++) {
            y = Linear.apply(recording, y, weight, bias);
        }
        recording.backward(recording.sum(recording.multiply(y, y)));
        return new double[][] {read(ops, ofWeight), read(ops, ofBias)};
    }

    private static double[] read(TensorOps ops, Tensor tensor) {
        double[] values = new double[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }

    @Test
    void onlyTheFirstToAddMayWrite() {
        for (int layers = 1; layers <= 3; layers++) {
            try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
                Told ops = new Told(backend.ops(scope));
                double[][] added = gradients(ops, false, layers);
                assertEquals(0, ops.masks.stream().mapToLong(Long::longValue).sum());
                ops.masks.clear();
                double[][] written = gradients(ops, true, layers);
                for (int i = 0; i < added.length; i++) {
                    assertArrayEquals(added[i], written[i], layers + " layers, parameter " + i);
                }
                // the weight is both input and weight of the first layer, whose bias alone comes once
                List<Long> expected = layers == 1
                        ? List.of(0b100L)
                        : layers == 2
                                ? List.of(0b110L, 0L)
                                : List.of(0b110L, 0L, 0L);
                assertEquals(expected, ops.masks);
            }
        }
    }
}
