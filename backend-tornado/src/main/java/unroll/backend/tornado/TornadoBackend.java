package unroll.backend.tornado;

import java.util.EnumSet;
import java.util.Set;
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
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.Memory;

/** The open backend. TornadoVM waits for a kernel before it returns, so that every operation is done when it returns. */
final class TornadoBackend implements Backend {
    /**
     * How many numbers of W_hh a group reads while the launches of a step of a recurrent layer are made: 1 MiB. For a GPU
     * it is a guess, as none has been measured; on PoCL it pays from there on.
     */
    static final int LAUNCH_WORTH = 1 << 18;

    private final Device device;
    private final Memory memory;
    private final KernelTable kernels;

    /**
     * On a machine, which is closed with it.
     *
     * @param name the provider's
     */
    TornadoBackend(String name, Device device, Machine machine) {
        this(name, device, machine, LAUNCH_WORTH);
    }

    /**
     * The same with another weight of launches.
     *
     * @param launchWorth how many numbers of W_hh a group reads while the launches of a step are made
     */
    TornadoBackend(String name, Device device, Machine machine, int launchWorth) {
        this.device = device;
        this.memory = new Memory(name, machine, device.memoryBytes());
        this.kernels = Kernels.of(memory, launchWorth);
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SEVERAL_INSTANCES, Capability.REPEATABLE, Capability.SAME_BITS_ON_ANY_THREADS);
    }

    @Override
    public Scope openScope() {
        return new DeviceScope(memory);
    }

    @Override
    public TensorOps ops(Scope scope) {
        return new TornadoOps(memory, kernels, memory.own(scope));
    }

    @Override
    public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
        memory.life().requireFloat32(dtype);
        DeviceScope scope = new DeviceScope(memory);
        try (Work _ = memory.begin()) {
            return scope.block(layout);
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
        return memory.bytes();
    }

    @Override
    public void close() {
        memory.close();
    }
}
