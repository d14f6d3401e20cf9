package unroll.backend.pure;

import java.util.Arrays;
import unroll.api.support.CheckedUpdates;
import unroll.api.tensor.Composite;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatTensor;

/** The operations in place. */
final class PureUpdates extends CheckedUpdates<FloatTensor> {
    private final Engine engine;
    private final Kernels kernels;

    PureUpdates(Engine engine, Kernels kernels, TensorOps ops) {
        super(engine.pool(), ops);
        this.engine = engine;
        this.kernels = kernels;
    }

    @Override
    protected void set(FloatTensor destination, double value) {
        Arrays.fill(destination.array(), destination.offset(), destination.offset() + destination.size(),
                (float) value);
    }

    @Override
    protected void put(FloatTensor destination, int offset, FloatTensor source) {
        System.arraycopy(source.array(), source.offset(), destination.array(), destination.offset() + offset,
                source.size());
    }

    @Override
    protected void addScaled(FloatTensor destination, double factor, FloatTensor source) {
        engine.arithmetic().addScaled(destination.array(), destination.offset(), (float) factor, source.array(),
                source.offset(), source.size());
    }

    @Override
    protected void multiplyBy(FloatTensor destination, FloatTensor factor) {
        engine.arithmetic().affine(destination.array(), destination.offset(), factor.array()[factor.offset()], 0,
                destination.array(), destination.offset(), destination.size());
    }

    @Override
    protected <A> boolean assigned(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return kernels.assign(destinations, composite, attributes, inputs);
    }
}
