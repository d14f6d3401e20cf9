package unroll.backend.nd4j.storage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;
import unroll.api.support.BackendLife;
import unroll.api.support.Owner;
import unroll.api.support.Work;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.backend.nd4j.call.Calls;

/**
 * The memory of one backend: what is in use and what is kept to be used again, by size class. Safe for several threads.
 * Also tells the tensors of its backend from others.
 */
public final class StoragePool implements Owner<OffHeapTensor> {
    private final long limit;
    private final Supplier<Calls> calls;
    private final @Nullable Storage[] free = new Storage[SizeClass.COUNT];
    private final Set<Storage> all = new HashSet<>();
    private final Set<Calls> allCalls = new HashSet<>();
    private final ArrayDeque<Calls> freeCalls = new ArrayDeque<>();
    private long bytes;
    private final BackendLife life = new BackendLife("nd4j");

    /**
     * A pool without memory.
     *
     * @param limit bytes that it may take, 0 where unknown
     * @param calls makes what a scope calls the libraries with
     */
    public StoragePool(long limit, Supplier<Calls> calls) {
        this.limit = limit;
        this.calls = calls;
    }

    /** Storage for at least {@code size} elements, whatever they hold. */
    synchronized Storage take(long size) {
        life.requireOpen();
        long length = SizeClass.length(size);
        int index = SizeClass.of(length);
        Storage found = free[index];
        if (found == null) {
            return allocate(length);
        }
        free[index] = found.next;
        found.next = null;
        return found;
    }

    private Storage allocate(long length) {
        Storage made = tryAllocate(length);
        if (made == null) {
            dropFree();
            made = tryAllocate(length);
        }
        if (made == null) {
            throw new ResourceException("no memory for " + (Storage.bytes(length) >> 20) + " MiB outside the Java heap:"
                    + " this " + name() + " backend holds " + (bytes >> 20) + " MiB"
                    + (limit == 0 ? "" : " and the machine has " + (limit >> 20) + " MiB")
                    + "; use a smaller batch or hidden size, or a larger machine");
        }
        all.add(made);
        bytes += made.bytes();
        return made;
    }

    private @Nullable Storage tryAllocate(long length) {
        return limit > 0 && bytes + Storage.bytes(length) > limit ? null : Storage.allocate(length);
    }

    private void dropFree() {
        for (int i = 0; i < free.length; i++) {
            for (Storage s = free[i]; s != null; s = s.next) {
                bytes -= s.bytes();
                all.remove(s);
                s.free();
            }
            free[i] = null;
        }
    }

    /** Takes back a chain of storage. */
    synchronized void giveBack(@Nullable Storage chain) {
        Storage storage = chain;
        while (storage != null && !life.isClosed()) {
            Storage next = storage.next;
            int index = SizeClass.of(storage.length);
            storage.next = free[index];
            free[index] = storage;
            storage = next;
        }
    }

    /** Something to call the libraries with. */
    synchronized Calls takeCalls() {
        life.requireOpen();
        Calls kept = freeCalls.poll();
        if (kept != null) {
            return kept;
        }
        Calls made = calls.get();
        allCalls.add(made);
        bytes += made.bytes();
        return made;
    }

    /** Takes it back. */
    synchronized void giveBack(Calls used) {
        if (!life.isClosed()) {
            freeCalls.push(used);
        }
    }

    /** Bytes of all memory, in use or kept. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Whether the backend has been closed, and with it every tensor. */
    public BackendLife life() {
        return life;
    }

    /** Frees everything, once no work is left that has begun. */
    public void close() {
        life.close();
        free();
    }

    private synchronized void free() {
        all.forEach(Storage::free);
        all.clear();
        allCalls.forEach(Calls::close);
        allCalls.clear();
        freeCalls.clear();
        Arrays.fill(free, null);
        bytes = 0;
    }

    @Override
    public @Nullable OffHeapTensor cast(Tensor tensor) {
        return tensor instanceof OffHeapTensor mine && mine.belongsTo(this) ? mine : null;
    }

    /**
     * The scope as one of this pool.
     *
     * @throws unroll.api.error.TensorException if it is another backend's or closed
     */
    public OffHeapScope own(Scope scope) {
        return life.own(scope instanceof OffHeapScope mine && mine.belongsTo(this) ? mine : null);
    }

    @Override
    public Work begin() {
        return life.begin();
    }

    @Override
    public String name() {
        return life.backend();
    }
}
