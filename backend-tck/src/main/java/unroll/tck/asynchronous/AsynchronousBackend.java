package unroll.tck.asynchronous;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.tck.reference.ReferenceProvider;

/**
 * A backend that has no value on the host: every operation is queued to a device thread, on which the reference backend
 * computes, and returns at once. Reading, {@link #sync()} and {@link #close()} wait; the first two are counted, and on
 * device {@link AsynchronousProvider#ONE_SYNC} the second of them within one scope's life throws TensorException before
 * it waits. A failure on the device is thrown by the next wait and names its operation.
 */
public final class AsynchronousBackend implements Backend {
    private final DeviceQueue queue = new DeviceQueue();
    private final Backend twin = new ReferenceProvider().open(OpenOptions.DEFAULT);
    private final Device device;
    private final WaitRule rule;
    private final Set<Capability> capabilities = EnumSet.of(Capability.ASYNCHRONOUS);
    private long operations;
    private volatile long storageBytes;
    private boolean closed;

    AsynchronousBackend(Device device, boolean oneWaitPerScope) {
        this.device = device;
        this.rule = new WaitRule(oneWaitPerScope);
        capabilities.addAll(twin.capabilities());
    }

    /** How often the host has waited: each tensor that was read, and each {@link #sync()}. */
    public long syncs() {
        return rule.waits();
    }

    /** How many scopes were opened: the number of steps, where each step opens one. */
    public long scopesOpened() {
        return rule.scopes();
    }

    /** How many primitives and operations in place were queued. */
    public long operations() {
        return operations;
    }

    @Override
    public String name() {
        return "asynchronous";
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.copyOf(capabilities);
    }

    @Override
    public Scope openScope() {
        requireOpen();
        DeviceScope scope = new DeviceScope(this);
        rule.opened(scope);
        queue("openScope", computing -> scope.bind(computing.ops(computing.openScope())));
        return scope;
    }

    @Override
    public TensorOps ops(Scope scope) {
        if (scope instanceof DeviceScope mine && mine.backend == this && mine.isOpen()) {
            return new DeviceOps(this, mine);
        }
        throw new TensorException("asynchronous: expected an open scope of this backend, found a closed one or"
                + " another's");
    }

    @Override
    public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
        requireOpen();
        // asked on the host, because the device would say so only when somebody waits
        if ((long) layout.size() * Double.BYTES > device.memoryBytes()) {
            throw new ResourceException("asynchronous: no room for " + layout.size()
                    + " parameters; raise the heap (-Xmx)");
        }
        DeviceBlock block = new DeviceBlock(this, layout, dtype);
        queue("allocate", computing -> block.bind(computing.allocate(layout, dtype)));
        return block;
    }

    @Override
    public void sync() {
        requireOpen();
        await("sync", () -> {
        });
    }

    @Override
    public long storageBytes() {
        return closed ? 0 : storageBytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            queue("close", Backend::close);
            try {
                queue.await();
            } finally {
                queue.end();
            }
        }
    }

    boolean isOpen() {
        return !closed;
    }

    /** Queues work on the device's own backend. */
    void queue(String operation, Consumer<Backend> work) {
        queue.add(operation, () -> {
            work.accept(twin);
            storageBytes = twin.storageBytes();
        });
    }

    /** Queues a primitive or an operation in place. */
    void compute(String operation, Runnable work) {
        operations++;
        queue(operation, computing -> work.run());
    }

    /** Queues work that the host waits for. */
    void await(String operation, Runnable work) {
        rule.charge(operation);
        queue(operation, computing -> work.run());
        queue.await();
    }

    /** Ends a scope on the device, in the order of the queue. */
    void closed(DeviceScope scope) {
        rule.closed(scope);
        queue("closeScope", computing -> scope.ops().scope().close());
    }

    private void requireOpen() {
        if (closed) {
            throw new TensorException("asynchronous: the backend is closed; open it again");
        }
    }
}
