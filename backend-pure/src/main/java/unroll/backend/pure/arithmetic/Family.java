package unroll.backend.pure.arithmetic;

/** Kernels that change over from plain loops to vectors together. */
enum Family {
    /** Matrix products and the packing of their right operands. */
    PRODUCTS,
    /** The steps of a recurrence. */
    STEPS,
    /** Softmax and loss. */
    LOSS,
    /** Adam. */
    UPDATE,
    /** Sums, scatter-add, and arithmetic element by element. */
    SUMS,
    /** Functions element by element. */
    FUNCTIONS
}
