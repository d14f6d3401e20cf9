package unroll.backend.pure.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.AdagradUpdate;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.RmspropUpdate;
import unroll.api.composite.SgdUpdate;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.PureProvider;

/** Optimisers' updates in place have the bits of their definitions, and take no storage for what is as long as a block. */
class OptimizerKernelsTest {
    private static final int SIZE = 10_007;
    private static final long SEED = 21;

    record Job<A>(Composite<A> composite, A constants, String places) {
        /**
         * Its inputs, drawn.
         *
         * <p>A letter for each: v for a vector that the update leaves alone, d for one that it changes, e for one that
         * it changes and that is not negative, and a digit for so many numbers (1: a scalar).
         */
        Tensors inputs(TensorOps ops) {
            Random random = new Random(SEED);
            Tensor[] inputs = new Tensor[places.length()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = switch (places.charAt(i)) {
                    case '1' -> ops.create(Shape.SCALAR, new float[] {0.003f}, 0);
                    case '2' -> ops.create(Shape.of(2), new float[] {0.003f, 0.7f}, 0);
                    case 'e' -> ops.exp(draw(ops, random));
                    default -> draw(ops, random);
                };
            }
            return Tensors.ofAll(inputs);
        }

        Tensors destinations(Tensors inputs) {
            Tensor[] found = new Tensor[(int) places.chars().filter(c -> c == 'd' || c == 'e').count()];
            int at = 0;
            for (int i = 0; i < inputs.size(); i++) {
                if (places.charAt(i) == 'd' || places.charAt(i) == 'e') {
                    found[at++] = inputs.get(i);
                }
            }
            return Tensors.ofAll(found);
        }
    }

    private static Tensor draw(TensorOps ops, Random random) {
        float[] values = new float[SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return ops.create(Shape.of(SIZE), values, 0);
    }

    private static float[] read(TensorOps ops, Tensor tensor) {
        float[] values = new float[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }

    private static Stream<Arguments> jobs() {
        return Stream.of(new Job<>(AdamUpdate.ADAM, AdamUpdate.Constants.DEFAULT, "dvde2"),
                new Job<>(SgdUpdate.SGD, new SgdUpdate.Constants(0, false), "dv2"),
                new Job<>(SgdUpdate.SGD, new SgdUpdate.Constants(0.9, false), "dv2d"),
                new Job<>(SgdUpdate.SGD, new SgdUpdate.Constants(0.9, true), "dv2d"),
                new Job<>(RmspropUpdate.RMSPROP, new RmspropUpdate.Constants(0.99, 1e-8, 0, false), "dve1"),
                new Job<>(RmspropUpdate.RMSPROP, new RmspropUpdate.Constants(0.99, 1e-8, 0.9, false), "dve1d"),
                // means far above the root of the mean square, so that some variances are negative
                new Job<>(RmspropUpdate.RMSPROP, new RmspropUpdate.Constants(0.9, 1e-3, 0, true), "dve1d"),
                new Job<>(RmspropUpdate.RMSPROP, new RmspropUpdate.Constants(0.9, 1e-3, 0.9, true), "dve1dd"),
                new Job<>(AdagradUpdate.ADAGRAD, new AdagradUpdate.Constants(1e-10), "dve1"))
                .flatMap(job -> Stream.of(1, 3)
                        .map(threads -> Arguments.of(job.composite().name() + " " + job.constants(), job, threads)));
    }

    @ParameterizedTest(name = "{0}, threads: {2}")
    @MethodSource("jobs")
    <A> void inPlaceItHasTheBitsOfTheDefinition(String name, Job<A> job, int threads) {
        try (Backend backend = new PureProvider().open(new OpenOptions(null, threads));
                Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensors inputs = job.inputs(ops);
            Tensors defined = job.composite().define(ops, job.constants(), inputs);
            Tensors destinations = job.destinations(inputs);
            float[] gradients = read(ops, inputs.get(1));
            long before = backend.storageBytes();
            ops.updates().assign(destinations, job.composite(), job.constants(), inputs);
            assertTrue(backend.storageBytes() - before < SIZE, name + " takes storage");
            for (int i = 0; i < defined.size(); i++) {
                assertArrayEquals(read(ops, defined.get(i)), read(ops, destinations.get(i)),
                        name + " output " + i + ", seed " + SEED);
            }
            assertArrayEquals(gradients, read(ops, inputs.get(1)), name + " changes the gradients");
        }
    }
}
