package unroll.backend.nd4j.call;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;

/** What one thread at a time calls with. */
public final class Calls implements AutoCloseable {
    private static final long BYTES = Blas.BYTES + Elementwise.BYTES;

    private final Pointer room = Pointer.malloc(BYTES);
    private final Blas blas;
    private final Elementwise elementwise;

    /**
     * On libraries that are loaded.
     *
     * @param smallKernels whether OpenBLAS has kernels for small products that copy nothing
     */
    public Calls(Nd4jCpu library, boolean smallKernels) {
        this.blas = new Blas(smallKernels, room.address());
        this.elementwise = new Elementwise(library, room.address() + Blas.BYTES);
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
