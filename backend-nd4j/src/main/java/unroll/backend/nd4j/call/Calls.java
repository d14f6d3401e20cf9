package unroll.backend.nd4j.call;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import unroll.api.error.ResourceException;

/** What one thread at a time calls with. */
public final class Calls implements AutoCloseable {
    private static final long BYTES = Blas.BYTES + Elementwise.BYTES;

    private final Pointer room;
    private final Blas blas;
    private final Elementwise elementwise;

    /**
     * On libraries that are loaded.
     *
     * @param smallKernels whether OpenBLAS has kernels for small products that copy nothing
     * @throws ResourceException if there is no memory
     */
    public Calls(Nd4jCpu library, boolean smallKernels) {
        this.room = required(Pointer.malloc(BYTES));
        this.blas = new Blas(smallKernels, room.address());
        this.elementwise = new Elementwise(library, room.address() + Blas.BYTES);
    }

    /** What malloc gave, which is nothing where there is no memory. */
    static Pointer required(@Nullable Pointer memory) {
        if (memory == null || memory.isNull()) {
            throw new ResourceException(
                    "no memory for " + BYTES + " bytes outside the Java heap; use a smaller batch or "
                            + "hidden size, or free memory");
        }
        return memory;
    }

    public Blas blas() {
        return blas;
    }

    public Elementwise elementwise() {
        return elementwise;
    }

    /** Bytes outside the heap. */
    public long bytes() {
        return BYTES;
    }

    @Override
    public void close() {
        elementwise.close();
        Pointer.free(room);
    }
}
