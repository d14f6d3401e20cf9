package unroll.api.support;

import unroll.api.error.TensorException;
import unroll.api.tensor.Tensor;

/**
 * Tells a backend's own tensors from others.
 *
 * @param <T> the backend's tensor
 */
public interface Owner<T extends Tensor> {
    /** The tensor as the backend's own type, or null if it is another backend's (or another instance's). */
    @org.jspecify.annotations.Nullable
    T cast(Tensor tensor);

    /**
     * Begins work on tensors. A backend whose memory goes when it is closed answers with its {@link BackendLife}'s work,
     * for which closing waits; here nothing waits for anything.
     *
     * @throws TensorException if the backend is closed
     */
    default Work begin() {
        return Work.FREE;
    }

    /** The backend's name, for messages. */
    String name();

    /**
     * The check that every operation makes of every argument.
     *
     * @throws TensorException if the tensor is not this backend's, or its scope is closed
     */
    default T own(String operation, Tensor tensor) {
        T mine = cast(tensor);
        if (mine == null) {
            throw new TensorException(operation + ": " + tensor + " is not a tensor of this " + name()
                    + " backend; read it there and create it here");
        }
        if (!mine.isOpen()) {
            throw new TensorException(operation + ": " + tensor + " is used after its scope was closed");
        }
        return mine;
    }
}
