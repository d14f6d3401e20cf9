package unroll.api.tensor;

import org.jspecify.annotations.Nullable;
import unroll.api.error.TensorException;

/**
 * A short immutable row of tensors: the inputs, outputs, saved values or gradients of a {@link Composite}. A place may
 * be empty (null), where a gradient is not needed or does not flow.
 *
 * <p>Up to eight are held in fields, because a training step must allocate no arrays.
 */
public final class Tensors {
    private static final Tensors EMPTY = new Tensors(0, null, null, null, null, null, null, null, null);
    private static final int INLINE = 8;

    private final int size;
    private final @Nullable Tensor t0;
    private final @Nullable Tensor t1;
    private final @Nullable Tensor t2;
    private final @Nullable Tensor t3;
    private final @Nullable Tensor t4;
    private final @Nullable Tensor t5;
    private final @Nullable Tensor t6;
    private final @Nullable Tensor t7;
    private final @Nullable Tensor @Nullable [] all;

    private Tensors(int size, @Nullable Tensor t0, @Nullable Tensor t1, @Nullable Tensor t2, @Nullable Tensor t3,
            @Nullable Tensor t4, @Nullable Tensor t5, @Nullable Tensor t6, @Nullable Tensor t7) {
        this.size = size;
        this.t0 = t0;
        this.t1 = t1;
        this.t2 = t2;
        this.t3 = t3;
        this.t4 = t4;
        this.t5 = t5;
        this.t6 = t6;
        this.t7 = t7;
        this.all = null;
    }

    private Tensors(@Nullable Tensor[] all) {
        this.size = all.length;
        this.t0 = null;
        this.t1 = null;
        this.t2 = null;
        this.t3 = null;
        this.t4 = null;
        this.t5 = null;
        this.t6 = null;
        this.t7 = null;
        this.all = all;
    }

    public static Tensors of() {
        return EMPTY;
    }

    public static Tensors of(@Nullable Tensor a) {
        return new Tensors(1, a, null, null, null, null, null, null, null);
    }

    public static Tensors of(@Nullable Tensor a, @Nullable Tensor b) {
        return new Tensors(2, a, b, null, null, null, null, null, null);
    }

    public static Tensors of(@Nullable Tensor a, @Nullable Tensor b, @Nullable Tensor c) {
        return new Tensors(3, a, b, c, null, null, null, null, null);
    }

    public static Tensors of(@Nullable Tensor a, @Nullable Tensor b, @Nullable Tensor c, @Nullable Tensor d) {
        return new Tensors(4, a, b, c, d, null, null, null, null);
    }

    public static Tensors of(@Nullable Tensor a, @Nullable Tensor b, @Nullable Tensor c, @Nullable Tensor d,
            @Nullable Tensor e) {
        return new Tensors(5, a, b, c, d, e, null, null, null);
    }

    public static Tensors of(@Nullable Tensor a, @Nullable Tensor b, @Nullable Tensor c, @Nullable Tensor d,
            @Nullable Tensor e, @Nullable Tensor f) {
        return new Tensors(6, a, b, c, d, e, f, null, null);
    }

    /**
     * A row of that many places, empty until they are set.
     *
     * @throws TensorException if there are less than none
     */
    public static Builder builder(int size) {
        if (size < 0) {
            throw new TensorException("expected a number of tensors, found " + size);
        }
        return new Builder(size);
    }

    /** As many as the array has; the array is copied. */
    public static Tensors ofAll(@Nullable Tensor[] tensors) {
        Builder builder = builder(tensors.length);
        for (int i = 0; i < tensors.length; i++) {
            builder.set(i, tensors[i]);
        }
        return builder.build();
    }

    /** How many places there are, empty ones included. */
    public int size() {
        return size;
    }

    /** Whether the place is empty. */
    public boolean isEmpty(int index) {
        return find(index) == null;
    }

    /**
     * The tensor at a place.
     *
     * @throws TensorException if there is no such place, or it is empty
     */
    public Tensor get(int index) {
        Tensor found = find(index);
        if (found == null) {
            throw new TensorException("place " + index + " of " + size + " tensors is empty");
        }
        return found;
    }

    /**
     * The tensor at a place, or null where it is empty.
     *
     * @throws TensorException if there is no such place
     */
    public @Nullable Tensor find(int index) {
        if (index < 0 || index >= size) {
            throw new TensorException("place " + index + " of " + size + " tensors does not exist");
        }
        if (all != null) {
            return all[index];
        }
        return switch (index) {
            case 0 -> t0;
            case 1 -> t1;
            case 2 -> t2;
            case 3 -> t3;
            case 4 -> t4;
            case 5 -> t5;
            case 6 -> t6;
            default -> t7;
        };
    }

    /**
     * The places from {@code from} up to and without {@code to}.
     *
     * @throws TensorException if one of them does not exist, or {@code to} is before {@code from}
     */
    public Tensors range(int from, int to) {
        Builder part = builder(to - from);
        for (int i = from; i < to; i++) {
            part.set(i - from, find(i));
        }
        return part.build();
    }

    /** Makes a row place by place, without an array for up to eight; of no use once it is built. */
    public static final class Builder {
        private final int size;
        private @Nullable Tensor t0;
        private @Nullable Tensor t1;
        private @Nullable Tensor t2;
        private @Nullable Tensor t3;
        private @Nullable Tensor t4;
        private @Nullable Tensor t5;
        private @Nullable Tensor t6;
        private @Nullable Tensor t7;
        private final @Nullable Tensor @Nullable [] all;

        private Builder(int size) {
            this.size = size;
            this.all = size > INLINE ? new Tensor[size] : null;
        }

        /**
         * Puts a tensor, or nothing, in a place.
         *
         * @throws TensorException if there is no such place
         */
        public void set(int index, @Nullable Tensor tensor) {
            if (index < 0 || index >= size) {
                throw new TensorException("place " + index + " of " + size + " tensors does not exist");
            }
            if (all != null) {
                all[index] = tensor;
                return;
            }
            switch (index) {
                case 0 -> t0 = tensor;
                case 1 -> t1 = tensor;
                case 2 -> t2 = tensor;
                case 3 -> t3 = tensor;
                case 4 -> t4 = tensor;
                case 5 -> t5 = tensor;
                case 6 -> t6 = tensor;
                default -> t7 = tensor;
            }
        }

        /** The row. */
        public Tensors build() {
            return all != null ? new Tensors(all) : new Tensors(size, t0, t1, t2, t3, t4, t5, t6, t7);
        }
    }
}
