package unroll.core.autograd;

/** One operation on the tape. */
interface Node {
    /** Adds to the gradients of its inputs what flows from those of its outputs. */
    void backward(Gradients gradients);
}
