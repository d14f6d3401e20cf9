package unroll.tck.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.error.UsageException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.optim.Clipping;
import unroll.tck.reference.ReferenceProvider;

/** Bounds on gradients against torch.nn.utils.clip_grad_norm_ and clip_grad_value_. */
class ClippingTest {
    private static double[] clipped(Clipping clipping, DType dtype, double... gradients) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor block = ops.create(Shape.of(gradients.length), dtype, gradients);
            clipping.apply(ops, block);
            double[] result = new double[gradients.length];
            ops.read(block, result, 0);
            return result;
        }
    }

    /** Not a bit is lost inside the range, and outside it is the limit itself. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 5, 1e-3, 1e-20, 1e30})
    void clampsExactly(double limit) {
        double[] gradients = {0, limit, -limit, Math.nextUp(limit), -Math.nextUp(limit), Math.nextDown(limit),
            -Math.nextDown(limit), limit / 3, -limit / 7, limit * 1e-9, 2 * limit, -3 * limit, Double.MIN_VALUE,
            -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1, -1, 1e9, -1e9};
        double[] actual = clipped(new Clipping.Value(limit), DType.FLOAT64, gradients);
        for (int i = 0; i < gradients.length; i++) {
            assertEquals(Math.clamp(gradients[i], -limit, limit), actual[i], 0, "of " + gradients[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.1f, 1, 5, 1e-3f, 1e30f})
    void clampsExactlyInSinglePrecision(float limit) {
        float[] gradients = {0, limit, -limit, Math.nextUp(limit), -Math.nextUp(limit), Math.nextDown(limit),
            -Math.nextDown(limit), limit / 3, -limit / 7, limit * 1e-9f, 2 * limit, -3 * limit, Float.MAX_VALUE,
            -Float.MAX_VALUE};
        double[] wide = new double[gradients.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = gradients[i];
        }
        double[] actual = clipped(new Clipping.Value(limit), DType.FLOAT32, wide);
        for (int i = 0; i < gradients.length; i++) {
            assertEquals(Math.clamp(gradients[i], -limit, limit), (float) actual[i], 0, "of " + gradients[i]);
        }
    }

    /** min(1, max_norm / (norm + 1e-6)), of a norm of 5. */
    @ParameterizedTest
    @EnumSource(DType.class)
    void boundsTheNorm(DType dtype) {
        double[] halved = clipped(new Clipping.Norm(2.5), dtype, 3, -4, 0);
        assertEquals(3 * 2.5 / (5 + 1e-6), halved[0], 1e-6);
        assertEquals(-4 * 2.5 / (5 + 1e-6), halved[1], 1e-6);
        double[] kept = clipped(new Clipping.Norm(6), dtype, 3, -4, 0);
        assertEquals(3, kept[0]);
        assertEquals(-4, kept[1]);
    }

    @Test
    void aBoundIsFiniteAndPositive() {
        for (double bound : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(UsageException.class, () -> new Clipping.Norm(bound));
            assertThrows(UsageException.class, () -> new Clipping.Value(bound));
        }
    }
}
