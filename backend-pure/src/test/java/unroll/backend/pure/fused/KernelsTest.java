package unroll.backend.pure.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Dropout;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;

/** Kernels round forward as their definitions do, bit by bit; the kit holds gradients to the reference. */
class KernelsTest {
    private static final int HIDDEN = 19;
    private static final int ROWS = 28;

    private static float[] read(TensorOps ops, Tensor tensor) {
        float[] values = new float[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }

    private static Tensor draw(TensorOps ops, Random random, Shape shape) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return ops.create(shape, values, 0);
    }

    private static <A> void sameBits(TensorOps ops, Composite<A> composite, A attributes, Tensors inputs) {
        assertTrue(ops.fused(composite).isPresent());
        Tensors fused = ops.apply(composite, attributes, inputs);
        Tensors defined = composite.define(ops, attributes, inputs);
        assertEquals(defined.size(), fused.size());
        for (int i = 0; i < fused.size(); i++) {
            assertArrayEquals(read(ops, defined.get(i)), read(ops, fused.get(i)), composite.name() + " output " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void forwardHasTheBitsOfTheDefinition(long seed) {
        Random random = new Random(seed);
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor weight = draw(ops, random, Shape.of(HIDDEN, HIDDEN));
            Tensor bias = draw(ops, random, Shape.of(HIDDEN));
            Tensor x = draw(ops, random, Shape.of(ROWS, HIDDEN));
            sameBits(ops, Linear.LINEAR, NoAttributes.NONE, Tensors.of(x, weight, bias));
            sameBits(ops, Linear.LINEAR, NoAttributes.NONE, Tensors.of(x, weight));
            sameBits(ops, CrossEntropy.CROSS_ENTROPY,
                    new CrossEntropy.Targets(Indices.of(HIDDEN, random.ints(ROWS, 0, HIDDEN).toArray()), -1),
                    Tensors.of(x));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0.5", "1, 5, 0.1", "3, 7, 0.9", "17, 33, 0.3", "16, 16, 0", "0, 4, 0.5", "61, 53, 0.999999"})
    void dropoutHasTheBitsOfItsDefinition(int rows, int columns, double rate) {
        Dropout.Mask mask = new Dropout.Mask(rate, 0x123456789ABCDEFL, 17, 2);
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor x = draw(ops, new Random(4), Shape.of(rows, columns));
            Tensor dy = draw(ops, new Random(5), Shape.of(rows, columns));
            sameBits(ops, Dropout.DROPOUT, mask, Tensors.of(x));
            var kernel = ops.fused(Dropout.DROPOUT).orElseThrow();
            Tensors saved = kernel.forward(scope, mask, Tensors.of(x), FusedKernel.EVERY_INPUT).saved();
            Tensors none = Tensors.of((Tensor) null);
            Tensor dx = kernel.backward(scope, mask, saved, Tensors.of(dy), new GradientRequest(1, none)).get(0);
            // it is linear: the gradient is dropped as the input is
            assertArrayEquals(read(ops, Dropout.DROPOUT.define(ops, mask, Tensors.of(dy)).get(0)), read(ops, dx));
            Tensor target = ops.full(dy.shape(), DType.FLOAT32, 0.5);
            assertTrue(kernel.backward(scope, mask, saved, Tensors.of(dy), new GradientRequest(1, Tensors.of(target)))
                    .isEmpty(0));
            assertArrayEquals(read(ops, ops.affine(dx, 1, 0.5)), read(ops, target));
            assertTrue(kernel.backward(scope, mask, saved, Tensors.of(dy), new GradientRequest(0, none)).isEmpty(0));
            assertArrayEquals(new float[rows * columns],
                    read(ops, kernel.backward(scope, mask, saved, none, new GradientRequest(1, none)).get(0)));
        }
    }

    @Test
    void theShareThatIsDroppedIsTheRate() {
        int n = 100_000;
        try (Backend backend = new PureProvider().open(new OpenOptions(null, 2)); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor ones = ops.full(Shape.of(n), DType.FLOAT32, 1);
            float[] y = read(ops, ops.apply(Dropout.DROPOUT, new Dropout.Mask(0.25, 3, 1, 0), Tensors.of(ones)).get(0));
            int dropped = 0;
            for (float value : y) {
                assertTrue(value == 0 || value == (float) (1 / 0.75), String.valueOf(value));
                dropped += value == 0 ? 1 : 0;
            }
            // four standard deviations
            assertEquals(0.25 * n, dropped, 4 * Math.sqrt(n * 0.25 * 0.75));
        }
    }
}
