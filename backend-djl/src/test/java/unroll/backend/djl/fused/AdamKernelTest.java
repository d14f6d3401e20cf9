package unroll.backend.djl.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.AdamUpdate;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.DjlProvider;

/** Adam in place has the bits of its definition, whose operations it takes in the same order. */
class AdamKernelTest {
    private static final Shape SHAPE = Shape.of(131);

    private static Tensor draw(TensorOps ops, Random random, DType dtype, double low) {
        return ops.create(SHAPE, dtype, random.doubles(SHAPE.size(), low, 1).toArray());
    }

    private static double[] read(TensorOps ops, Tensor tensor) {
        double[] values = new double[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void inPlaceHasTheBitsOfTheDefinition(DType dtype) {
        Random random = new Random(5);
        try (Backend backend = new DjlProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor parameters = draw(ops, random, dtype, -1);
            Tensor mean = draw(ops, random, dtype, -1);
            Tensor square = draw(ops, random, dtype, 0);
            Tensors inputs = Tensors.of(parameters, draw(ops, random, dtype, -1), mean, square,
                    ops.create(Shape.of(2), dtype, new double[] {0.003, 1.7}));
            Tensors defined = AdamUpdate.ADAM.define(ops, AdamUpdate.Constants.DEFAULT, inputs);
            Tensors destinations = Tensors.of(parameters, mean, square);
            ops.updates().assign(destinations, AdamUpdate.ADAM, AdamUpdate.Constants.DEFAULT, inputs);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(read(ops, defined.get(i)), read(ops, destinations.get(i)), "output " + i);
            }
        }
    }

    /** State that lies in one block with the parameters, and a gradient that is the parameters themselves. */
    @Test
    void argumentsThatOverlapAreSeenAsTheyWere() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("parameters", SHAPE);
        shapes.put("mean", SHAPE);
        shapes.put("square", SHAPE);
        Random random = new Random(6);
        try (Backend backend = new DjlProvider().open(OpenOptions.DEFAULT);
                Scope scope = backend.openScope();
                ParameterBlock block = backend.allocate(ParameterLayout.of(shapes), DType.FLOAT64)) {
            TensorOps ops = backend.ops(scope);
            for (int i = 0; i < 3; i++) {
                ops.updates().copy(block.get(i), draw(ops, random, DType.FLOAT64, 0));
            }
            Tensors inputs = Tensors.of(block.get(0), block.get(0), block.get(1), block.get(2),
                    ops.create(Shape.of(2), DType.FLOAT64, new double[] {0.003, 1.7}));
            Tensors defined = AdamUpdate.ADAM.define(ops, AdamUpdate.Constants.DEFAULT, inputs);
            Tensors destinations = Tensors.of(block.get(0), block.get(1), block.get(2));
            ops.updates().assign(destinations, AdamUpdate.ADAM, AdamUpdate.Constants.DEFAULT, inputs);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(read(ops, defined.get(i)), read(ops, destinations.get(i)), "output " + i);
            }
        }
    }
}
