package unroll.backend.djl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Probe;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;

/** The engine's own exceptions, each provoked, in the words of the api. */
class FailuresTest {
    private static PtNDArray zeros(PtNDManager manager, long... dimensions) {
        return JniUtils.createEmptyNdArray(manager, new Shape(dimensions), DataType.FLOAT32, Device.cpu(),
                SparseFormat.DENSE);
    }

    @Test
    void memoryThatIsNotThereIsAResource() {
        try (PtNDManager manager = Libtorch.open()) {
            String message = assertThrows(ResourceException.class,
                    () -> Failures.translated(() -> zeros(manager, 1L << 30, 1L << 20))).getMessage();
            assertTrue(message.contains("out of memory") && message.contains("smaller batch"), message);
            assertEquals(1, message.lines().count(), message);
        }
    }

    @Test
    void shapesThatTheEngineRefusesAreTensors() {
        try (PtNDManager manager = Libtorch.open()) {
            PtNDArray a = zeros(manager, 2, 3);
            String message = assertThrows(TensorException.class,
                    () -> Failures.translated(() -> JniUtils.matmul(a, a))).getMessage();
            assertTrue(message.contains("2x3"), message);
            assertEquals(1, message.lines().count(), message);
            assertThrows(TensorException.class, () -> Failures.translated(() -> JniUtils.addi(a, zeros(manager, 5))));
        }
    }

    @Test
    void whatStopsTheStartIsSaidWithARemedy() {
        Probe.Unavailable full = Libtorch.describe(
                new IllegalStateException("cannot copy", new IOException("No space left on device")));
        assertTrue(full.reason().contains("No space left on device"), full.reason());
        assertTrue(full.remedy().contains("-Dunroll.natives="), full.remedy());
        Probe.Unavailable second = Libtorch.describe(
                new UnsatisfiedLinkError("Native Library libc10.so already loaded in another classloader"));
        assertTrue(second.remedy().contains("second copy"), second.remedy());
    }
}
