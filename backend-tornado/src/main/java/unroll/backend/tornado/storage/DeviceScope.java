package unroll.backend.tornado.storage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TensorException;
import unroll.api.support.SlicedBlock;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.backend.tornado.kernel.WholeNumbers;

/** A scope on the heap: gives its places back when closed. Used by one thread at a time. */
public final class DeviceScope implements Scope {
    private static final int FIRST_PLACES = 32;

    private final Memory memory;
    private final Map<Object, Integer> uploaded = new HashMap<>();
    private int[] places = new int[FIRST_PLACES];
    private int[] counts = new int[FIRST_PLACES];
    private int taken;
    private boolean open = true;

    /**
     * Opens a scope.
     *
     * @throws TensorException if the backend is closed
     */
    public DeviceScope(Memory memory) {
        memory.life().requireOpen();
        this.memory = memory;
    }

    /** A tensor whose elements are whatever was left there. */
    public DeviceTensor dirty(Shape shape) {
        return new DeviceTensor(memory, this, shape, take(shape.size()));
    }

    /** A tensor of zeros. */
    public DeviceTensor zeros(Shape shape) {
        DeviceTensor tensor = dirty(shape);
        fill(tensor, 0);
        return tensor;
    }

    /** Sets all elements. */
    public void fill(DeviceTensor tensor, float value) {
        memory.machine().fill(value, tensor.size(), tensor.at());
    }

    /** A place for so many elements. */
    public int take(int count) {
        if (!isOpen()) {
            throw new TensorException("the scope for the results is closed");
        }
        int at = memory.take(count);
        if (taken == places.length) {
            places = Arrays.copyOf(places, 2 * taken);
            counts = Arrays.copyOf(counts, 2 * taken);
        }
        places[taken] = at;
        counts[taken] = count;
        taken++;
        return at;
    }

    /** Where indices lie on the device. The same indices are brought there once, as they do not change. */
    public int upload(Indices indices) {
        return upload(indices, indices::toArray);
    }

    /**
     * Where numbers that are made from something lie on the device. They are brought there once.
     *
     * @param source from which they are made, and always the same
     */
    public int upload(Object source, Supplier<int[]> numbers) {
        Integer known = uploaded.get(source);
        if (known != null) {
            return known;
        }
        int[] made = numbers.get();
        int at = upload(made, made.length);
        uploaded.put(source, at);
        return at;
    }

    /** Brings whole numbers, each at least 0, to the device. */
    public int upload(int[] numbers, int count) {
        float[] digits = new float[WholeNumbers.floats(count)];
        for (int i = 0; i < count; i++) {
            int upper = numbers[i] / WholeNumbers.BASE;
            digits[i] = numbers[i] - upper * WholeNumbers.BASE;
            digits[count + i] = upper;
        }
        int at = take(digits.length);
        memory.machine().write(digits, 0, digits.length, at);
        return at;
    }

    /** Parameters in one run of the heap, whose life is this scope's. */
    public ParameterBlock block(ParameterLayout layout) {
        DeviceTensor flat = zeros(Shape.of(layout.size()));
        return new SlicedBlock(layout, this, flat,
                (shape, offset) -> new DeviceTensor(memory, this, shape, flat.at() + offset));
    }

    boolean belongsTo(Memory other) {
        return memory == other;
    }

    @Override
    public boolean isOpen() {
        return open && !memory.life().isClosed();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            for (int i = taken - 1; i >= 0; i--) {
                memory.giveBack(places[i], counts[i]);
            }
            taken = 0;
            uploaded.clear();
        }
    }
}
