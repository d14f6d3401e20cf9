package unroll.backend.pure.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;
import unroll.api.support.BackendLife;
import unroll.api.support.Owner;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;

/**
 * The arrays of one backend: those in use and those kept to be used again, by size class. Safe for several threads.
 * Also tells the tensors of its backend from others.
 */
public final class FloatPool implements Owner<FloatTensor> {
    private final @Nullable Storage[] free = new Storage[SizeClass.COUNT];
    private @Nullable PackedRows freeRows;
    private long bytes;
    private final BackendLife life = new BackendLife("pure");

    /** An array of at least {@code size} elements, whatever they hold. */
    public synchronized Storage take(int size) {
        int length = SizeClass.length(size);
        int index = SizeClass.of(length);
        Storage found = free[index];
        if (found == null) {
            Storage made = new Storage(allocate(length));
            bytes += (long) length * Float.BYTES;
            return made;
        }
        free[index] = found.next;
        found.next = null;
        return found;
    }

    /** Takes back a chain of storage. */
    public synchronized void giveBack(@Nullable Storage chain) {
        Storage storage = chain;
        while (storage != null && !life.isClosed()) {
            Storage next = storage.next;
            int index = SizeClass.of(storage.data.length);
            storage.next = free[index];
            free[index] = storage;
            storage = next;
        }
    }

    /** Room for a packed operand of {@code count} rows of {@code width} elements, whatever they hold. */
    public synchronized PackedRows takeRows(int count, int width) {
        PackedRows found = freeRows == null ? new PackedRows() : freeRows;
        freeRows = found.next;
        found.next = null;
        bytes -= found.bytes();
        try {
            grow(found, count, width);
        } finally {
            bytes += found.bytes();
        }
        return found;
    }

    private void grow(PackedRows rows, int count, int width) {
        try {
            rows.grow(count, width);
        } catch (OutOfMemoryError first) {
            dropFree();
            try {
                rows.grow(count, width);
            } catch (OutOfMemoryError e) {
                giveBack(rows);
                throw full((long) count * width, e);
            }
        }
    }

    /** Takes back a packed operand. */
    public synchronized void giveBack(PackedRows rows) {
        if (!life.isClosed()) {
            rows.next = freeRows;
            freeRows = rows;
        }
    }

    private float[] allocate(int length) {
        try {
            return new float[length];
        } catch (OutOfMemoryError first) {
            dropFree();
            try {
                return new float[length];
            } catch (OutOfMemoryError e) {
                throw full(length, e);
            }
        }
    }

    private static ResourceException full(long elements, OutOfMemoryError cause) {
        return new ResourceException(
                "no memory for " + ((elements * Float.BYTES) >> 20) + " MiB: the heap is limited to "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB; use a smaller batch or hidden size, or give Java more with -Xmx",
                cause);
    }

    private void dropFree() {
        for (int i = 0; i < free.length; i++) {
            for (Storage s = free[i]; s != null; s = s.next) {
                bytes -= (long) s.data.length * Float.BYTES;
            }
        }
        Arrays.fill(free, null);
        for (PackedRows rows = freeRows; rows != null; rows = rows.next) {
            bytes -= rows.bytes();
        }
        freeRows = null;
    }

    /** Bytes of all arrays, in use or kept. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Whether the backend has been closed, and with it every tensor. */
    public BackendLife life() {
        return life;
    }

    /** Lets go of everything. */
    public synchronized void close() {
        life.close();
        Arrays.fill(free, null);
        freeRows = null;
        bytes = 0;
    }

    @Override
    public @Nullable FloatTensor cast(Tensor tensor) {
        return tensor instanceof FloatTensor mine && mine.belongsTo(this) ? mine : null;
    }

    /**
     * The scope as one of this pool.
     *
     * @throws unroll.api.error.TensorException if it is another backend's or closed
     */
    public FloatScope own(Scope scope) {
        return life.own(scope instanceof FloatScope mine && mine.belongsTo(this) ? mine : null);
    }

    @Override
    public String name() {
        return life.backend();
    }
}
