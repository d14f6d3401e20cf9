package unroll.tck.asynchronous;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import unroll.api.backend.OpenOptions;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

@Timeout(60)
class AsynchronousBackendTest {
    private final AsynchronousBackend backend = new AsynchronousProvider().open(OpenOptions.DEFAULT);
    private final CountDownLatch stall = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        stall.countDown();
        backend.close();
    }

    /** Holds the device up until {@link #stall} is counted down. */
    private void stallDevice() {
        backend.queue("stall", device -> {
            try {
                stall.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static double[] read(TensorOps ops, Tensor tensor) {
        double[] values = new double[tensor.shape().size()];
        ops.read(tensor, values, 0);
        return values;
    }

    @Test
    void operationsReturnBeforeTheyAreDone() {
        stallDevice();
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor a = ops.full(Shape.of(2, 3), DType.FLOAT32, 2);
            Tensor product = ops.matmul(a, false, a, true);
            assertEquals(Shape.of(2, 2), product.shape());
            assertEquals(2, backend.operations());
            assertEquals(0, backend.storageBytes());
            stall.countDown();
            assertArrayEquals(new double[] {12, 12, 12, 12}, read(ops, product));
        }
    }

    @Test
    void whatTheCallerChangesAfterwardsIsNotSeen() {
        stallDevice();
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            double[] doubles = {1, 2, 3};
            float[] floats = {9, 4, 5, 6};
            int[] rows = {2, 0};
            Indices indices = Indices.wrap(rows, 2, 3);
            Tensor table = ops.reshape(ops.create(Shape.of(3), DType.FLOAT32, doubles), Shape.of(3, 1));
            Tensor gathered = ops.gatherRows(table, indices);
            Tensor scattered = ops.scatterAddRows(gathered, indices, 3);
            Tensor other = ops.reshape(ops.create(Shape.of(3), floats, 1), Shape.of(3, 1));
            rows[0] = 1;
            doubles[2] = 100;
            floats[1] = 100;
            stall.countDown();
            Tensor all = ops.concat(java.util.List.of(gathered, scattered, other), 0);
            assertArrayEquals(new double[] {3, 1, 1, 0, 3, 4, 5, 6}, read(ops, all));
        }
    }

    @Test
    void closingAScopeDoesNotWait() {
        stallDevice();
        Tensor kept;
        try (Scope scope = backend.openScope()) {
            kept = backend.ops(scope).full(Shape.of(1000), DType.FLOAT64, 1);
        }
        assertFalse(kept.isOpen());
        stall.countDown();
        backend.sync();
        assertEquals(0, backend.storageBytes());
    }

    @Test
    void aSecondWaitWithinOneScopeIsRefused() {
        for (int step = 0; step < 3; step++) {
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                Tensor one = ops.full(Shape.SCALAR, DType.FLOAT32, 1);
                assertArrayEquals(new double[] {1}, read(ops, one));
                TensorException read = assertThrows(TensorException.class, () -> read(ops, one));
                assertTrue(read.getMessage().startsWith("read: a second wait within one scope"), read.getMessage());
                assertThrows(TensorException.class, backend::sync);
            }
        }
        assertEquals(3, backend.syncs());
        assertEquals(3, backend.scopesOpened());
    }

    @Test
    void aWaitIsChargedToTheYoungestOpenScope() {
        try (Scope outer = backend.openScope()) {
            TensorOps ops = backend.ops(outer);
            Tensor one = ops.full(Shape.SCALAR, DType.FLOAT32, 1);
            try (Scope inner = backend.openScope()) {
                read(backend.ops(inner), one);
                assertThrows(TensorException.class, () -> read(ops, one));
            }
            read(ops, one);
            assertThrows(TensorException.class, () -> read(ops, one));
        }
        backend.sync();
        backend.sync();
        assertEquals(4, backend.syncs());
    }

    @Test
    void theCountingDeviceOnlyCounts() {
        OpenOptions options = new OpenOptions(AsynchronousProvider.COUNTING, 0);
        try (AsynchronousBackend counting = new AsynchronousProvider().open(options);
                Scope scope = counting.openScope()) {
            TensorOps ops = counting.ops(scope);
            Tensor one = ops.full(Shape.SCALAR, DType.FLOAT32, 1);
            read(ops, one);
            read(ops, one);
            counting.sync();
            assertEquals(3, counting.syncs());
        }
    }

    @Test
    void aFailureSurfacesAtTheNextWaitWithItsOperation() {
        backend.compute("tanh", () -> {
            throw new ArithmeticException("burnt out");
        });
        backend.compute("exp", () -> {
            throw new ArithmeticException("too late to be the first");
        });
        TensorException thrown = assertThrows(TensorException.class, backend::sync);
        assertEquals("tanh: failed on the device: burnt out", thrown.getMessage());
        assertInstanceOf(ArithmeticException.class, thrown.getCause());
        backend.sync();
    }

    @Test
    void anErrorDoesNotEndTheDevice() {
        backend.compute("full", () -> {
            throw new OutOfMemoryError("no room");
        });
        assertThrows(TensorException.class, backend::sync);
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            assertArrayEquals(new double[] {5}, read(ops, ops.full(Shape.of(1), DType.FLOAT32, 5)));
        }
    }

    @Test
    void closingWaitsAndThrowsWhatFailed() {
        backend.compute("log", () -> {
            throw new ArithmeticException("burnt out");
        });
        TensorException thrown = assertThrows(TensorException.class, backend::close);
        assertTrue(thrown.getMessage().startsWith("log: "), thrown.getMessage());
        backend.close();
        assertThrows(TensorException.class, backend::openScope);
    }
}
