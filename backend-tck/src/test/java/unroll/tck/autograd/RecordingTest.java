package unroll.tck.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.autograd.RecordingOps;
import unroll.tck.reference.ReferenceProvider;

class RecordingTest {
    private interface Use {
        void of(TensorOps ops, RecordingOps recording, Tensor x);
    }

    private static void with(Use use) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            use.of(ops, new RecordingOps(ops), ops.create(Shape.of(3), DType.FLOAT64, new double[] {1, 2, 3}));
        }
    }

    private static double[] values(TensorOps ops, Tensor tensor) {
        double[] values = new double[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }

    @Test
    void aTensorUsedTwiceGathersBothGradients() {
        with((ops, recording, x) -> {
            recording.watch(x);
            Tensor y = recording.add(recording.multiply(x, x), recording.affine(x, 10, 0));
            recording.backward(recording.sum(y));
            assertArrayEquals(new double[] {12, 14, 16},
                    values(ops, Objects.requireNonNull(recording.gradient(x))));
        });
    }

    @Test
    void aTargetIsAddedTo() {
        with((ops, recording, x) -> {
            Tensor target = ops.full(Shape.of(3), DType.FLOAT64, 100);
            recording.watch(x, target);
            recording.backward(recording.sum(recording.multiply(x, x)));
            assertArrayEquals(new double[] {102, 104, 106}, values(ops, target));
            assertNull(recording.gradient(x));
        });
    }

    @Test
    void whatDoesNotDependOnAWatchedTensorIsNotRecorded() {
        with((ops, recording, x) -> {
            Tensor other = recording.multiply(x, x);
            assertThrows(TensorException.class, () -> recording.backward(recording.sum(other)));
            assertNull(recording.gradient(other));
        });
    }

    @Test
    void goesBackFromAScalarOnly() {
        with((ops, recording, x) -> {
            recording.watch(x);
            String message = assertThrows(TensorException.class, () -> recording.backward(recording.exp(x)))
                    .getMessage();
            assertTrue(message.contains("[3]"), message);
        });
    }

    @Test
    void refusesToRecordAChangeInPlace() {
        with((ops, recording, x) -> {
            String message = assertThrows(TensorException.class, recording::updates).getMessage();
            assertTrue(message.contains("in place"), message);
        });
    }
}
