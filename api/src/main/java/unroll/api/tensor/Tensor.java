package unroll.api.tensor;

/**
 * A handle on a row-major tensor of one backend. Handles are compared by identity and never recycled; the storage
 * behind one may be reused once its {@link Scope} is closed, and any use after that throws.
 */
public interface Tensor {
    /** The type of the elements. */
    DType dtype();

    /** The shape. Known on the host at once, also where the values are still being computed. */
    Shape shape();

    /** Whether the tensor can still be used: its scope is open. */
    boolean isOpen();
}
