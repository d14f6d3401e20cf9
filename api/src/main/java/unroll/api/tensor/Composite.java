package unroll.api.tensor;

/**
 * A named function of tensors, defined in primitives, for which a backend may have a faster {@link FusedKernel}. The
 * definition is the truth: the kit holds every kernel to it.
 *
 * <p>Composites are compared by {@code equals}; a standard one is a singleton or a record. A plugin may bring its own.
 *
 * @param <A> attributes: a record of host values (sizes, constants, {@link Indices}, {@link Packing}) without tensors
 */
public interface Composite<A> {
    /** A short name for profiles and messages, such as {@code linear} or {@code recurrent.tanh}. */
    String name();

    /**
     * Computes the outputs with primitives. Must not look at the values of a tensor, so that it can be recorded and
     * can run before they are known.
     *
     * @return the outputs, no place empty
     * @throws unroll.api.error.TensorException if the inputs do not fit each other or the attributes
     */
    Tensors define(TensorOps ops, A attributes, Tensors inputs);
}
