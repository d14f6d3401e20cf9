package unroll.app.job;

import unroll.api.backend.Backend;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.FiniteOps;
import unroll.core.ops.OpsDecorator;
import unroll.core.ops.Profile;
import unroll.core.ops.ProfilingOps;

/**
 * What is put between the model and the backend's operations, for those who look closer.
 *
 * @param composed whether kernels are withheld, so that every composition runs by its definition
 * @param checkFinite whether to stop at the first operation that makes a value that is not finite
 * @param profiled whether to time each operation
 * @param gradientNorms whether to note the norm of each parameter's gradient in the course of training
 * @param eventFiles whether to write event files for TensorBoard
 */
public record Instruments(boolean composed, boolean checkFinite, boolean profiled, boolean gradientNorms,
        boolean eventFiles) {
    /** Nothing. */
    public static final Instruments NONE = new Instruments(false, false, false, false, false);

    /**
     * The decorators.
     *
     * @param profile gathers the times, if they are taken
     */
    OpsDecorator decorator(Backend backend, Profile profile) {
        OpsDecorator decorator = OpsDecorator.NONE;
        if (composed) {
            decorator = decorator.then(ComposedOps::new);
        }
        // Inside the check, so that its own reads are not counted with the operation.
        if (profiled) {
            decorator = decorator.then(ops -> new ProfilingOps(ops, profile, backend::sync));
        }
        if (checkFinite) {
            decorator = decorator.then(FiniteOps::new);
        }
        return decorator;
    }
}
