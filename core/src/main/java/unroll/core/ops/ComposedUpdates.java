package unroll.core.ops;

import unroll.api.support.Outputs;
import unroll.api.tensor.Composite;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;

/** Computes composites by their definition before it copies them to their destinations. */
final class ComposedUpdates extends ForwardingUpdates {
    private final TensorOps ops;

    ComposedUpdates(UpdateOps inner, TensorOps ops) {
        super(inner);
        this.ops = ops;
    }

    @Override
    public <A> void assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        Tensors outputs = Outputs.settled(ops, composite.name(), composite.define(ops, attributes, inputs),
                destinations,
                inputs);
        for (int i = 0; i < outputs.size(); i++) {
            copy(destinations.get(i), outputs.get(i));
        }
    }
}
