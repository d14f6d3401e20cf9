package unroll.api.backend;

import java.util.List;
import java.util.Set;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * An open compute backend. Confined to one caller at a time unless it declares {@link Capability#CONCURRENT_CALLERS}.
 *
 * <p>An operation may return before its work is done; only reading, {@link #sync()} and {@link #close()} wait. Closing
 * frees everything; every tensor of a closed backend is closed.
 */
public interface Backend extends AutoCloseable {
    /** The provider's name. */
    String name();

    /** The device in use. */
    Device device();

    /**
     * What the user should know about how this backend runs, each a sentence or two on one line: that it is slower than
     * it could be, say, why, and what to do. An application prints them once, on standard error. None is usual.
     */
    default List<String> notices() {
        return List.of();
    }

    /** What this backend can do or promises beyond the primitives on {@link DType#FLOAT32}. */
    Set<Capability> capabilities();

    /** Opens a scope, which the caller closes. */
    Scope openScope();

    /**
     * Operations whose results belong to the given scope, one of this backend.
     *
     * @throws unroll.api.error.TensorException if the scope is closed or another backend's
     */
    TensorOps ops(Scope scope);

    /**
     * Storage for a set of parameters, gradients or optimiser state: one flat tensor with a named slice for each entry
     * of the layout, zero at first. The caller closes it.
     *
     * @throws unroll.api.error.ResourceException if it does not fit the memory
     * @throws unroll.api.error.TensorException if the type is not supported
     */
    ParameterBlock allocate(ParameterLayout layout, DType dtype);

    /**
     * Makes a composite ready to be computed many times with the same tensors. By default nothing is made ready: each
     * time is an {@link unroll.api.tensor.UpdateOps#assign} of its own. A backend that gains by it may keep constant
     * inputs in another layout, or whatever else spares work that would be the same each time.
     *
     * @param inputs the composite's inputs, open for as long as the result is used
     * @param destinations where its outputs go, open for as long; one may be an input that is not constant
     * @param constantMask bit i is set where input i does not change from now until the result is closed
     * @throws unroll.api.error.TensorException if a tensor is another backend's or closed, or the tensors do not fit
     *     each other; a backend may also wait with that until they are used
     */
    default <A> Prepared<A> prepare(Composite<A> composite, Tensors inputs, Tensors destinations, long constantMask) {
        return attributes -> {
            try (Scope scope = openScope()) {
                ops(scope).updates().assign(destinations, composite, attributes, inputs);
            }
        };
    }

    /** Waits until all work asked for is done. */
    void sync();

    /** Bytes of storage held at present, whether in use or kept to be reused. Steady training does not grow it. */
    long storageBytes();

    /**
     * Frees everything: every scope and block of this backend is closed with it. Closing twice does nothing.
     *
     * <p>Where there may be {@link Capability#CONCURRENT_CALLERS}, one may close while others compute: memory that an
     * operation uses is freed no sooner than it ends (closing waits for it where need be), and the next operation is
     * refused with a {@link unroll.api.error.TensorException}.
     */
    @Override
    void close();
}
