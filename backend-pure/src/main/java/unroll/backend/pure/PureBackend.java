package unroll.backend.pure;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.Device;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.storage.FloatScope;

/** The open backend: an engine, and the kernels on it. Every operation is done when it returns. */
final class PureBackend implements Backend {
    private final Device device;
    private final Engine engine;
    private final Kernels kernels;
    private final List<String> notices;

    /**
     * Opens it.
     *
     * @param threads how many threads compute, at least 1
     * @param threshold how many multiply-adds an operation needs before it is shared among them
     * @param arithmetic its kernels, on the backend's storage
     * @param notices what the user should know
     */
    PureBackend(Device device, int threads, long threshold, Function<FloatPool, Arithmetic> arithmetic,
            List<String> notices) {
        this.device = device;
        this.notices = notices;
        FloatPool pool = new FloatPool();
        this.engine = Engine.of(pool, arithmetic.apply(pool), threads, threshold);
        this.kernels = Kernels.of(engine);
    }

    @Override
    public String name() {
        return PureProvider.NAME;
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
        return EnumSet.of(Capability.SEVERAL_INSTANCES, Capability.CONCURRENT_CALLERS, Capability.REPEATABLE,
                Capability.SAME_BITS_ON_ANY_THREADS, Capability.SAME_BITS_IN_ANY_BATCH);
    }

    @Override
    public Scope openScope() {
        return new FloatScope(engine.pool());
    }

    @Override
    public TensorOps ops(Scope scope) {
        return new PureOps(engine, kernels, engine.pool().own(scope));
    }

    @Override
    public ParameterBlock allocate(ParameterLayout layout, DType dtype) {
        engine.pool().life().requireFloat32(dtype);
        return new FloatScope(engine.pool()).block(layout);
    }

    @Override
    public <A> Prepared<A> prepare(Composite<A> composite, Tensors inputs, Tensors destinations, long constantMask) {
        Prepared<A> plain = Backend.super.prepare(composite, inputs, destinations, constantMask);
        Prepared<A> ready = Preparations.prepare(engine, composite, inputs, destinations, constantMask, plain);
        return ready == null ? plain : ready;
    }

    @Override
    public void sync() {
        // every operation is done when it returns
    }

    @Override
    public long storageBytes() {
        return engine.pool().bytes();
    }

    @Override
    public void close() {
        engine.workers().close();
        engine.pool().close();
    }
}
