package unroll.api.support;

import unroll.api.composite.AdamUpdate;
import unroll.api.error.TensorException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.api.tensor.UpdateOps;

/**
 * A base for a backend's operations in place, with the checks at the door. {@link #assign} computes the outputs, all
 * before any destination is changed, and copies them; a backend with a kernel in place overrides {@link #assigned}, or
 * for Adam's update {@link #adam}.
 *
 * @param <T> the backend's tensor
 */
public abstract class CheckedUpdates<T extends Tensor> implements UpdateOps {
    private static final Shape ADAM_SCALARS = Shape.of(2);

    private final Owner<T> owner;
    private final TensorOps ops;

    /**
     * Serves {@code ops.updates()}.
     *
     * @param ops where intermediate results go
     */
    protected CheckedUpdates(Owner<T> owner, TensorOps ops) {
        this.owner = owner;
        this.ops = ops;
    }

    /** Sets all elements. */
    protected abstract void set(T destination, double value);

    /** Copies elements over those that start at {@code offset}. */
    protected abstract void put(T destination, int offset, T source);

    /** Adds factor times source. */
    protected abstract void addScaled(T destination, double factor, T source);

    /** Multiplies by a scalar tensor. */
    protected abstract void multiplyBy(T destination, T factor);

    /**
     * Computes the composite with a kernel that writes its destinations directly.
     *
     * @return whether there is one
     */
    protected <A> boolean assigned(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return composite instanceof AdamUpdate && attributes instanceof AdamUpdate.Constants constants
                && isAdamInPlace(destinations, inputs)
                && adam(constants, owner.own("adam", inputs.get(0)), owner.own("adam", inputs.get(1)),
                        owner.own("adam", inputs.get(2)), owner.own("adam", inputs.get(3)),
                        owner.own("adam", inputs.get(4)));
    }

    /** Whether parameters and both running means replace themselves, as an optimiser has it. */
    private static boolean isAdamInPlace(Tensors destinations, Tensors inputs) {
        return inputs.size() == 5 && destinations.size() == 3 && destinations.get(0).equals(inputs.get(0))
                && destinations.get(1).equals(inputs.get(2)) && destinations.get(2).equals(inputs.get(3))
                && inputs.get(4).shape().equals(ADAM_SCALARS);
    }

    /**
     * Computes {@link AdamUpdate} with a kernel that changes parameters and running means in place. Their shapes, and
     * whether they lie apart, are the kernel's to check.
     *
     * @param mean exp_avg
     * @param square exp_avg_sq
     * @param scalars what changes by the step, [2]
     * @return whether it did; if not, the definition has to
     */
    protected boolean adam(AdamUpdate.Constants constants, T parameters, T gradients, T mean, T square, T scalars) {
        return false;
    }

    @Override
    public final void fill(Tensor destination, double value) {
        try (Work _ = owner.begin()) {
            set(owner.own("fill", destination), value);
        }
    }

    @Override
    public final void copy(Tensor destination, Tensor source) {
        try (Work _ = owner.begin()) {
            T to = owner.own("copy", destination);
            T from = owner.own("copy", source);
            Checks.same("copy", destination, source);
            put(to, 0, from);
        }
    }

    @Override
    public final void accumulate(Tensor destination, Tensor source) {
        try (Work _ = owner.begin()) {
            T to = owner.own("accumulate", destination);
            T from = owner.own("accumulate", source);
            Checks.same("accumulate", destination, source);
            addScaled(to, 1, from);
        }
    }

    @Override
    public final void axpy(Tensor destination, double factor, Tensor source) {
        try (Work _ = owner.begin()) {
            T to = owner.own("axpy", destination);
            T from = owner.own("axpy", source);
            Checks.same("axpy", destination, source);
            addScaled(to, factor, from);
        }
    }

    @Override
    public final void scale(Tensor destination, Tensor factor) {
        try (Work _ = owner.begin()) {
            T to = owner.own("scale", destination);
            T by = owner.own("scale", factor);
            Checks.rank("scale", factor, 0);
            Checks.sameType("scale", destination, factor);
            multiplyBy(to, by);
        }
    }

    @Override
    public final void write(Tensor destination, int offset, Tensor source) {
        try (Work _ = owner.begin()) {
            T to = owner.own("write", destination);
            T from = owner.own("write", source);
            Checks.sameType("write", destination, source);
            Shape shape = source.shape();
            if (offset < 0 || (long) offset + shape.size() > destination.shape().size()) {
                throw new TensorException("write: " + shape.size() + " elements at position " + offset
                        + " do not fit into " + destination.shape());
            }
            put(to, offset, from);
        }
    }

    @Override
    public final <A> void assign(Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        for (int i = 0; i < destinations.size(); i++) {
            owner.own(composite.name(), destinations.get(i));
        }
        for (int i = 0; i < inputs.size(); i++) {
            owner.own(composite.name(), inputs.get(i));
        }
        try (Work _ = owner.begin()) {
            if (assigned(destinations, composite, attributes, inputs)) {
                return;
            }
        }
        Tensors outputs = Outputs.settled(ops, composite.name(), ops.apply(composite, attributes, inputs), destinations,
                inputs);
        try (Work _ = owner.begin()) {
            for (int i = 0; i < outputs.size(); i++) {
                put(owner.own(composite.name(), destinations.get(i)), 0, owner.own(composite.name(), outputs.get(i)));
            }
        }
    }
}
