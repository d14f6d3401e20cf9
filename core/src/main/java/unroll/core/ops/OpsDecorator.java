package unroll.core.ops;

import unroll.api.tensor.TensorOps;

/** Puts something between model code and a backend's operations. Called once for each scope. */
@FunctionalInterface
public interface OpsDecorator {
    /** Nothing in between. */
    OpsDecorator NONE = ops -> ops;

    /** The operations to use instead. */
    TensorOps decorate(TensorOps ops);

    /** This one next to the backend, {@code outer} around it. */
    default OpsDecorator then(OpsDecorator outer) {
        return ops -> outer.decorate(decorate(ops));
    }
}
