package unroll.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.Device;
import unroll.api.error.ResourceException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.SmallDevice;
import unroll.backend.tornado.library.LibraryDevice;
import unroll.core.ops.OpsDecorator;
import unroll.tck.learning.LossCurve;

class TornadoBackendTest {
    private static final int FLOATS = 1 << 12;
    private static final Device NONE = new Device("plain-java", "a test harness and no device", 1 << 16);

    /** What lies in it stays; and when the device is full, that is said, and the rest goes on. */
    @Test
    void theHeapGrowsUpToWhatTheDeviceHas() {
        try (Backend backend = new TornadoBackend("tornado-harness", NONE, new Machine(null, FLOATS));
                Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor first = ops.full(Shape.of(FLOATS), DType.FLOAT32, 2);
            Tensor second = ops.add(first, first);
            assertTrue(backend.storageBytes() >= 2L * FLOATS * Float.BYTES);
            float[] values = new float[FLOATS];
            ops.read(second, values, 0);
            assertEquals(4, values[FLOATS - 1]);
            String message = String.valueOf(
                    assertThrows(ResourceException.class, () -> ops.full(Shape.of(4 * FLOATS), DType.FLOAT32, 1))
                            .getMessage());
            assertTrue(message.contains("tornado-harness") && message.contains("smaller"), message);
            ops.read(ops.add(second, first), values, 0);
            assertEquals(6, values[0]);
        }
    }

    /** Where twice as much is too much, what is needed is enough. */
    @Test
    void theHeapGrowsByNoMoreThanThereIs() {
        int floats = 1 << 19;
        Device unknown = new Device("plain-java", "a test harness and no device", 0);
        SmallDevice small = new SmallDevice(3L << 20, 1L << 40, 256);
        try (Backend backend = new TornadoBackend("tornado-harness", unknown, new Machine(small, floats));
                Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor first = ops.full(Shape.of(floats), DType.FLOAT32, 2);
            Tensor second = ops.full(Shape.of(floats / 4), DType.FLOAT32, 3);
            assertEquals(5L * floats, backend.storageBytes());
            assertThrows(ResourceException.class, () -> ops.full(Shape.of(floats), DType.FLOAT32, 1));
            float[] values = new float[floats];
            ops.read(first, values, 0);
            assertEquals(2, values[floats - 1]);
            ops.read(second, values, 0);
            assertEquals(3, values[0]);
        }
    }

    /** Numbers of rows above 2^24, which one float does not hold. */
    @Test
    void rowsOfLargeNumbersAreFound() {
        int rows = (1 << 24) + 3;
        Device large = new Device("plain-java", "a test harness and no device", 0);
        try (Backend backend = new TornadoBackend("tornado-harness", large, new Machine(null, 1 << 26));
                Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            float[] table = new float[rows];
            table[rows - 1] = 5;
            table[rows - 2] = 6;
            Tensor gathered = ops.gatherRows(ops.create(Shape.of(rows, 1), table, 0),
                    unroll.api.tensor.Indices.of(rows, rows - 1, 0, rows - 2));
            float[] found = new float[3];
            ops.read(gathered, found, 0);
            assertArrayEquals(new float[] {5, 0, 6}, found);
        }
    }

    /** One that calls a library for its products, as where there is cuBLAS. */
    @Test
    void trainsTheSameWithALibrary() {
        LossCurve curve = LossCurve.all().stream().filter(one -> one.name().equals("lstm")).findFirst().orElseThrow();
        LibraryDevice device = new LibraryDevice(LibraryDevice.Fault.NONE);
        try (Backend plain = new TornadoBackend("tornado-harness", NONE, new Machine(null, 1 << 20));
                Backend library = new TornadoBackend("tornado-harness", NONE,
                        Machine.withLibrary(device, 1 << 20, 1))) {
            double[] losses = curve.run(plain, DType.FLOAT32, OpsDecorator.NONE, 12);
            assertArrayEquals(losses, curve.run(library, DType.FLOAT32, OpsDecorator.NONE, 12), 1e-5);
            assertTrue(device.calls() > 12 * 3, "calls: " + device.calls());
        }
    }

    /** Each costs about a tenth of a millisecond, whatever it computes. */
    @ParameterizedTest
    @ValueSource(strings = {"notebook", "gru", "lstm"})
    void aTrainingStepTakesFewLaunches(String name) {
        LossCurve curve = LossCurve.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        Machine machine = new Machine(null, 1 << 20);
        try (Backend backend = new TornadoBackend("tornado-harness", NONE, machine)) {
            curve.run(backend, DType.FLOAT32, OpsDecorator.NONE, 2);
            long few = machine.launches();
            curve.run(backend, DType.FLOAT32, OpsDecorator.NONE, 12);
            long more = machine.launches() - few;
            assertTrue((more - few) / 10 <= 25, "launches of a step: " + (more - few) / 10.0);
        }
    }
}
