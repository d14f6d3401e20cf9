package uk.ac.manchester.tornado.api;

import java.util.HashMap;
import java.util.Map;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * The device's copies of a plan's arrays. They are arrays of their own here too, so that a copy that was forgotten shows.
 */
final class DeviceArrays {
    private final Map<TornadoNativeArray, TornadoNativeArray> copies = new HashMap<>();

    boolean has(TornadoNativeArray array) {
        return copies.containsKey(array);
    }

    void copyIn(TornadoNativeArray array) {
        TornadoNativeArray copy = copies.computeIfAbsent(array, DeviceArrays::like);
        copy.getSegment().copyFrom(array.getSegment());
    }

    void copyOut(TornadoNativeArray array, long from, long bytes) {
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

    void free() {
        copies.clear();
    }
}
