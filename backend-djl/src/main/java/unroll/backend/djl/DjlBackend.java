package unroll.backend.djl;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.support.KernelTable;
import unroll.api.support.Work;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.backend.djl.engine.Failures;
import unroll.backend.djl.engine.Libtorch;
import unroll.backend.djl.engine.Threads;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.Storage;

/** The open backend. libtorch on the processor is done with an operation when it returns. */
final class DjlBackend implements Backend {
    private final Device device;
    private final int threads;
    private final List<String> notices;
    private final Storage storage;
    private final KernelTable kernels;

    private DjlBackend(Device device, int threads, List<String> notices, Storage storage) {
        this.device = device;
        this.threads = threads;
        this.notices = notices;
        this.storage = storage;
        this.kernels = Kernels.of(storage);
    }

    /**
     * Starts libtorch, if that is yet to be done, and opens the backend.
     *
     * @param threads how many threads compute, at least 1
     * @param waitPolicy OMP_WAIT_POLICY of this process's environment
     */
    static DjlBackend open(Device device, int threads, @Nullable String waitPolicy) {
        Storage storage = new Storage(DjlProvider.NAME, Libtorch.open());
        Device inUse = new Device(device.id(), "libtorch " + Libtorch.version() + ", "
                + (threads == 1 ? "1 thread" : threads + " threads"), device.memoryBytes());
        return new DjlBackend(inUse, threads, notices(threads, waitPolicy), storage);
    }

    /** OpenMP's threads spin while they wait, unless told before the process starts. */
    static List<String> notices(int threads, @Nullable String waitPolicy) {
        if (threads == 1 || "PASSIVE".equalsIgnoreCase(waitPolicy)) {
            return List.of();
        }
        return List.of("backend djl computes with " + threads + " threads that keep their processors busy while they "
                + "wait, which can be many times slower on a busy machine; set OMP_WAIT_POLICY=PASSIVE in the "
                + "environment, or use one thread");
    }

    @Override
    public String name() {
        return DjlProvider.NAME;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.FLOAT64, Capability.SEVERAL_INSTANCES, Capability.CONCURRENT_CALLERS,
                Capability.REPEATABLE);
    }

    @Override
    public Scope openScope() {
        return storage.openScope();
    }

    @Override
    public TensorOps ops(Scope scope) {
        DjlScope results = storage.own(scope);
        Threads.settle(threads);
        return new DjlOps(storage, kernels, results);
    }

    @Override
    public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
        DjlScope scope = storage.openScope();
        try (Work _ = storage.begin()) {
            return Failures.translated(() -> scope.block(layout, dtype));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public void sync() {
        // every operation is done when it returns
    }

    @Override
    public long storageBytes() {
        return storage.bytes();
    }

    @Override
    public void close() {
        storage.close();
    }
}
