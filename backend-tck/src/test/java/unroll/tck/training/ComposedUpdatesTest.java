package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.composite.NoAttributes;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.ops.ComposedOps;
import unroll.tck.reference.ReferenceProvider;

/** Assigning means the same without kernels as with them. */
class ComposedUpdatesTest {
    private record Swap() implements Composite<NoAttributes> {
        @Override
        public String name() {
            return "swap";
        }

        @Override
        public Tensors define(TensorOps ops, NoAttributes attributes, Tensors inputs) {
            return Tensors.of(inputs.get(1), inputs.get(0));
        }
    }

    @Test
    void anOutputThatIsAnInputKeepsItsOldValue() {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = new ComposedOps(backend.ops(scope));
            Tensor x = ops.create(Shape.of(1), DType.FLOAT64, new double[] {1});
            Tensor y = ops.create(Shape.of(1), DType.FLOAT64, new double[] {2});
            ops.updates().assign(Tensors.of(x, y), new Swap(), NoAttributes.NONE, Tensors.of(x, y));
            double[] values = new double[2];
            ops.read(x, values, 0);
            ops.read(y, values, 1);
            assertArrayEquals(new double[] {2, 1}, values);
        }
    }
}
