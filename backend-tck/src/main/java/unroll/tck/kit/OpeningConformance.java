package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.TensorException;
import unroll.api.error.UsageException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** The provider, its probe, opening and closing. */
public abstract class OpeningConformance extends Conformance {
    /** For the families. */
    protected OpeningConformance() {
    }

    private BackendProvider provider() {
        return subject().provider();
    }

    private Probe.Available available() {
        if (provider().probe() instanceof Probe.Available available) {
            return available;
        }
        return Assumptions.abort(provider().name() + " cannot run here");
    }

    @Test
    void hasANameThatUsersCanType() {
        String name = provider().name();
        assertEquals(name.toLowerCase(Locale.ROOT), name);
        assertTrue(name.matches("[a-z][a-z0-9_.-]*"), "a name without spaces or colons, found \"" + name + "\"");
        assertEquals(name, provider().name());
    }

    @Test
    void isDescribedInOneLine() {
        String description = provider().description();
        assertFalse(description.isBlank());
        assertEquals(1, description.lines().count(), description);
    }

    /** Twice, as it may be asked often. */
    @Test
    void probesWithoutThrowing() {
        for (int i = 0; i < 2; i++) {
            switch (provider().probe()) {
                case Probe.Available available -> {
                    Set<String> ids = new HashSet<>();
                    for (Device device : available.devices()) {
                        assertTrue(ids.add(device.id()), "two devices are called " + device.id());
                        assertFalse(device.id().isBlank() || device.id().contains(" "), "\"" + device.id() + "\"");
                        assertFalse(device.description().isBlank(), device.id());
                        assertTrue(device.memoryBytes() >= 0, device.id() + " has less than no memory");
                    }
                }
                case Probe.Unavailable unavailable -> {
                    assertFalse(unavailable.reason().isBlank());
                    assertFalse(unavailable.remedy().isBlank());
                }
            }
        }
    }

    @Test
    void whereItCannotRunOpeningSaysWhy() {
        if (provider().probe() instanceof Probe.Unavailable(String reason, String remedy)) {
            String message = String.valueOf(
                    assertThrows(BackendUnavailableException.class, () -> subject().open().close()).getMessage());
            assertTrue(message.contains(reason) && message.contains(remedy), message);
        }
    }

    @Test
    void opensEveryDevice() {
        for (Device device : available().devices()) {
            try (Backend opened = provider().open(new OpenOptions(device.id(), 0));
                    Scope scope = opened.openScope()) {
                assertEquals(provider().name(), opened.name());
                assertEquals(device.id(), opened.device().id());
                Closeness.bits("a tensor on " + device.id(), Values.of(Shape.of(2), 3, 3),
                        Values.read(opened.ops(scope), opened.ops(scope).full(Shape.of(2), DType.FLOAT32, 3)));
            }
        }
    }

    @Test
    void theFirstDeviceIsTheDefault() {
        String first = available().devices().get(0).id();
        try (Backend opened = provider().open(OpenOptions.DEFAULT)) {
            assertEquals(first, opened.device().id());
        }
    }

    @Test
    void refusesAnUnknownDeviceAndListsTheRightOnes() {
        Probe.Available probed = available();
        OpenOptions unknown = new OpenOptions("no-such-device", 0);
        String message = String.valueOf(
                assertThrows(UsageException.class, () -> provider().open(unknown).close()).getMessage());
        assertTrue(message.contains("no-such-device"), message);
        for (Device device : probed.devices()) {
            assertTrue(message.contains(device.id()), "expected " + device.id() + " in: " + message);
        }
    }

    @Test
    void refusesAnUnknownSetting() {
        available();
        OpenOptions unknown = new OpenOptions(null, 0, java.util.Map.of("no-such-setting", "1"));
        String message = String.valueOf(
                assertThrows(UsageException.class, () -> provider().open(unknown).close()).getMessage());
        assertTrue(message.contains("no-such-setting"), message);
    }

    @Test
    void opensWithANumberOfThreads() {
        available();
        for (int threads = 1; threads <= 3; threads++) {
            try (Backend opened = subject().open(threads)) {
                opened.sync();
            }
        }
    }

    @Test
    void closingEndsEverythingAndClosingTwiceDoesNothing() {
        available();
        Backend opened = subject().open();
        Scope scope = opened.openScope();
        Tensor tensor = opened.ops(scope).full(Shape.of(2), DType.FLOAT32, 1);
        ParameterBlock block = opened.allocate(ParameterLayout.of(java.util.Map.of("weight", Shape.of(2))),
                DType.FLOAT32);
        opened.close();
        opened.close();
        assertFalse(tensor.isOpen());
        assertFalse(block.flat().isOpen());
        assertFalse(block.get("weight").isOpen());
        assertFalse(scope.isOpen());
        assertThrows(TensorException.class, () -> opened.ops(scope));
        assertThrows(TensorException.class, opened::openScope);
        assertEquals(0, opened.storageBytes());
        scope.close();
        block.close();
        assertEquals(0, opened.storageBytes());
    }

    @Test
    void opensAgainAfterClosing() {
        available();
        for (int i = 0; i < 3; i++) {
            try (Backend opened = subject().open(); Scope scope = opened.openScope()) {
                Values.read(opened.ops(scope), opened.ops(scope).full(Shape.SCALAR, DType.FLOAT32, i));
            }
        }
    }
}
