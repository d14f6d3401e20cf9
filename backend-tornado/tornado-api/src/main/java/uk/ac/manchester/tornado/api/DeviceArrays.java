package uk.ac.manchester.tornado.api;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * The device's copies of a plan's arrays. They are arrays of their own here too, so that a copy that was forgotten shows.
 * A device that a test describes has no more room than it says: what one allocation does not hold is refused, and what
 * its whole memory does not hold is lost without a word, as where only the driver fails.
 */
final class DeviceArrays {
    /** Bytes before an array's elements. */
    private static final int HEADER = 16;

    private final Map<TornadoNativeArray, TornadoNativeArray> copies = new HashMap<>();
    private final Set<TornadoNativeArray> lost = new HashSet<>();
    private @Nullable TornadoDevice device;
    private boolean refused;

    void limitTo(TornadoDevice described) {
        device = described;
    }

    boolean has(TornadoNativeArray array) {
        return copies.containsKey(array);
    }

    void copyIn(TornadoNativeArray array) {
        if (!copies.containsKey(array) && device != null) {
            reserve(array, device);
        }
        TornadoNativeArray copy = copies.computeIfAbsent(array, DeviceArrays::like);
        copy.getSegment().copyFrom(array.getSegment());
    }

    private void reserve(TornadoNativeArray array, TornadoDevice on) {
        long bytes = array.getNumBytesOfSegment() + HEADER;
        if (bytes >= on.getMaxAllocMemory()) {
            refused = true;
            throw new TornadoOutOfMemoryException("a buffer of " + bytes + " bytes");
        }
        if (bytes >= on.getPhysicalDevice().getDeviceGlobalMemorySize()) {
            lost.add(array);
        }
    }

    /** Whether the driver has failed to make an array that a task works on. */
    boolean areLost(Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof TornadoNativeArray array && lost.contains(array)) {
                return true;
            }
        }
        return false;
    }

    void copyOut(TornadoNativeArray array, long from, long bytes) {
        if (lost.contains(array)) {
            return;
        }
        array.getSegment().asSlice(from, bytes).copyFrom(of(array).getSegment().asSlice(from, bytes));
    }

    private static TornadoNativeArray like(TornadoNativeArray array) {
        return switch (array) {
            case FloatArray floats -> new FloatArray(floats.getSize());
            case IntArray ints -> new IntArray(ints.getSize());
        };
    }

    /**
     * The device's copy.
     *
     * @throws IllegalStateException if there is none
     */
    TornadoNativeArray of(TornadoNativeArray array) {
        TornadoNativeArray copy = copies.get(array);
        if (copy == null) {
            throw new IllegalStateException("an array of " + array.getSize() + " elements is not on the device");
        }
        return copy;
    }

    /** Arguments of a task, with the device's arrays for the host's. */
    Object[] resolve(Object[] arguments) {
        Object[] resolved = arguments.clone();
        for (int i = 0; i < resolved.length; i++) {
            if (resolved[i] instanceof TornadoNativeArray array) {
                resolved[i] = of(array);
            }
        }
        return resolved;
    }

    /**
     * Frees them.
     *
     * @throws TornadoInternalError if one of them was refused: the real one does not expect it
     */
    void free() {
        copies.clear();
        if (refused) {
            throw new TornadoInternalError("an array to free was never allocated");
        }
    }
}
