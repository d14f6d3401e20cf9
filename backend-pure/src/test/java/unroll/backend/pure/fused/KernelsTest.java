package unroll.backend.pure.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;

/** Kernels round forward as their definitions do, bit by bit; the kit holds gradients to the reference. */
class KernelsTest {
    private static final int HIDDEN = 19;

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
            Packing packing = Packing.of(7, 7, 5, 4, 4, 1);
            Tensor weight = draw(ops, random, Shape.of(HIDDEN, HIDDEN));
            Tensor bias = draw(ops, random, Shape.of(HIDDEN));
            Tensor initial = draw(ops, random, Shape.of(packing.batch(), HIDDEN));
            Tensor table = draw(ops, random, Shape.of(5, HIDDEN));
            Tensor projected = draw(ops, random, Shape.of(packing.total(), HIDDEN));
            int[] rows = random.ints(packing.total(), 0, 5).toArray();
            RecurrentLayer layer = new RecurrentLayer(TanhRecurrence.TANH);
            sameBits(ops, Linear.LINEAR, NoAttributes.NONE, Tensors.of(projected, weight, bias));
            sameBits(ops, Linear.LINEAR, NoAttributes.NONE, Tensors.of(projected, weight));
            sameBits(ops, layer, new RecurrentLayer.Sequence(packing, null),
                    Tensors.of(projected, initial, weight, bias));
            sameBits(ops, layer, new RecurrentLayer.Sequence(packing, Indices.of(5, rows)),
                    Tensors.of(table, initial, weight, bias));
            sameBits(ops, CrossEntropy.CROSS_ENTROPY,
                    new CrossEntropy.Targets(Indices.of(HIDDEN, random.ints(packing.total(), 0, HIDDEN).toArray()), -1),
                    Tensors.of(projected));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void adamInPlaceHasTheBitsOfTheDefinition(long seed) {
        Random random = new Random(seed);
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Shape shape = Shape.of(131);
            Tensor parameters = draw(ops, random, shape);
            Tensor mean = draw(ops, random, shape);
            Tensor square = ops.exp(draw(ops, random, shape));
            Tensors inputs = Tensors.of(parameters, draw(ops, random, shape), mean, square,
                    ops.create(Shape.of(2), new float[] {0.003f, 1.7f}, 0));
            AdamUpdate.Constants constants = AdamUpdate.Constants.DEFAULT;
            Tensors defined = AdamUpdate.ADAM.define(ops, constants, inputs);
            Tensors destinations = Tensors.of(parameters, mean, square);
            ops.updates().assign(destinations, AdamUpdate.ADAM, constants, inputs);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(read(ops, defined.get(i)), read(ops, destinations.get(i)), "output " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void gradientsAreAddedToTargetsOrReturnedAlike(int index) {
        Random random = new Random(index);
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Packing packing = Packing.of(3, 2);
            RecurrentLayer.Sequence sequence = new RecurrentLayer.Sequence(packing, Indices.of(4, 1, 3, 1, 0, 2));
            Tensors inputs = Tensors.of(draw(ops, random, Shape.of(4, HIDDEN)), draw(ops, random, Shape.of(2, HIDDEN)),
                    draw(ops, random, Shape.of(HIDDEN, HIDDEN)), draw(ops, random, Shape.of(HIDDEN)));
            var kernel = ops.fused(new RecurrentLayer(TanhRecurrence.TANH)).orElseThrow();
            var forward = kernel.forward(scope, sequence, inputs, FusedKernel.EVERY_INPUT);
            Tensors flowing = Tensors.of(draw(ops, random, Shape.of(packing.total(), HIDDEN)),
                    draw(ops, random, Shape.of(2, HIDDEN)));
            Tensors returned = kernel.backward(scope, sequence, forward.saved(), flowing,
                    new GradientRequest(1L << index, Tensors.of(null, null, null, null)));
            Tensor target = ops.full(inputs.get(index).shape(), DType.FLOAT32, 0.5);
            Tensor[] targets = new Tensor[4];
            targets[index] = target;
            Tensors added = kernel.backward(scope, sequence, forward.saved(), flowing,
                    new GradientRequest(1L << index, Tensors.ofAll(targets)));
            for (int i = 0; i < 4; i++) {
                assertEquals(i != index, returned.isEmpty(i));
                assertTrue(added.isEmpty(i));
            }
            assertArrayEquals(read(ops, ops.affine(returned.get(index), 1, 0.5)), read(ops, target));
        }
    }
}
