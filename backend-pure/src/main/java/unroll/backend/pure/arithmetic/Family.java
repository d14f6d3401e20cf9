package unroll.backend.pure.arithmetic;

/** Kernels that a step of training can't do without, in the order in which they matter. */
enum Family {
    /** Matrix products and the packing of their right operands. */
    PRODUCTS,
    /** The steps of a recurrence. */
    STEPS,
    /** Softmax and loss. */
    LOSS,
    /** Sums, scatter-add, and arithmetic element by element. */
    SUMS
}
