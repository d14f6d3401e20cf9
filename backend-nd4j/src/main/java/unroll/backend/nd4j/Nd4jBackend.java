package unroll.backend.nd4j;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.BackendUnavailableException;
import unroll.api.support.KernelTable;
import unroll.api.support.Work;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.backend.nd4j.natives.Natives;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.StoragePool;

/** The open backend. Every operation is done when it returns. */
final class Nd4jBackend implements Backend {
    private final StoragePool pool;
    private final KernelTable kernels;
    private final Device device;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Nd4jBackend(StoragePool pool, Device device) {
        this.pool = pool;
        this.kernels = Kernels.of(pool);
        this.device = device;
    }

    /**
     * Opens it.
     *
     * @param memoryLimit bytes that tensors may take, 0 where unknown
     * @throws BackendUnavailableException if the native libraries cannot be loaded, or are in use with another number of
     *     threads
     */
    static Nd4jBackend open(long memoryLimit, int threads) {
        return open(threads, () -> new StoragePool(memoryLimit, Natives.OF_PROCESS::calls));
    }

    /** As above, with its memory. */
    static Nd4jBackend open(int threads, Supplier<StoragePool> memory) {
        Natives.OF_PROCESS.use(threads);
        try {
            return new Nd4jBackend(memory.get(), Natives.OF_PROCESS.processor());
        } catch (Throwable e) {
            Natives.OF_PROCESS.release();
            throw e;
        }
    }

    @Override
    public String name() {
        return Nd4jProvider.NAME;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SEVERAL_INSTANCES, Capability.CONCURRENT_CALLERS, Capability.REPEATABLE);
    }

    @Override
    public Scope openScope() {
        return new OffHeapScope(pool);
    }

    @Override
    public TensorOps ops(Scope scope) {
        return new Nd4jOps(pool, kernels, pool.own(scope));
    }

    @Override
    public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
        pool.life().requireFloat32(dtype);
        try (Work _ = pool.begin()) {
            return new OffHeapScope(pool).block(layout);
        }
    }

    @Override
    public void sync() {
        // every operation is done when it returns
    }

    @Override
    public long storageBytes() {
        return pool.bytes();
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            try {
                pool.close();
            } finally {
                Natives.OF_PROCESS.release();
            }
        }
    }
}
