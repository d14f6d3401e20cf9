package unroll.backend.tornado.library;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryContext;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryInvocation;
import uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;

/**
 * A test harness in the place of TornadoVM's provider of cuBLAS: SGEMM as BLAS defines it, on columns, with the arguments
 * that it is handed, which it refuses where BLAS does (netlib.org/blas/sgemm.f).
 */
public final class PlainSgemm implements TornadoLibraryProvider {
    /** What a plan has of it, bound to the stream of one thread. */
    private record Context(LibraryDevice device, long thread) implements LibraryContext {
    }

    /** For the service loader. */
    public PlainSgemm() {
    }

    @Override
    public String libraryName() {
        return "nvidia/cublas";
    }

    @Override
    public boolean canHandle(TornadoXPUDevice device) {
        return device instanceof LibraryDevice;
    }

    @Override
    public LibraryContext createContext(TornadoXPUDevice device, long executionPlanId) {
        LibraryDevice own = (LibraryDevice) device;
        switch (own.fault()) {
            case NOT_INSTALLED -> throw new UnsatisfiedLinkError("libcublas.so.13 is not there");
            case BROKEN -> throw new InternalError("a fault in the library");
            case NO_HANDLE -> throw new IllegalStateException("cublasCreate failed");
            default -> own.contexts++;
        }
        return new Context(own, Thread.currentThread().threadId());
    }

    @Override
    public void destroyContext(LibraryContext context) {
        ((Context) context).device().contexts--;
    }

    private static void require(boolean right, int argument) {
        if (!right) {
            throw new IllegalArgumentException("on entry to SGEMM argument " + argument + " had an illegal value");
        }
    }

    @SuppressWarnings("restricted") // an address is what a library is handed
    private static MemorySegment at(LibraryInvocation call, int argument, int columns, int step) {
        require(call.isReference(argument), argument);
        return MemorySegment.ofAddress(call.getDevicePointer(argument))
                .reinterpret((long) columns * step * Float.BYTES);
    }

    @Override
    public void dispatch(String functionName, LibraryInvocation call) {
        Context context = (Context) call.getContext();
        LibraryDevice.Fault fault = context.device().fault();
        context.device().calls++;
        if (context.thread() != Thread.currentThread().threadId()) {
            throw new IllegalStateException("called on the stream of another thread");
        }
        require(functionName.equals("cublasSgemm") && call.getNumArgs() == 13 && call.getTuning() == null, 0);
        require(fault != LibraryDevice.Fault.REFUSES, 1);
        boolean transA = (int) call.getArg(0) == 1;
        boolean transB = (int) call.getArg(1) == 1;
        int m = (int) call.getArg(2);
        int n = (int) call.getArg(3);
        int k = (int) call.getArg(4);
        float alpha = (float) call.getArg(5);
        int lda = (int) call.getArg(7);
        int ldb = (int) call.getArg(9);
        float beta = (float) call.getArg(10);
        int ldc = (int) call.getArg(12);
        require(lda >= Math.max(1, transA ? k : m), 7);
        require(ldb >= Math.max(1, transB ? n : k), 9);
        require(ldc >= Math.max(1, m), 12);
        MemorySegment a = at(call, 6, transA ? m : k, lda);
        MemorySegment b = at(call, 8, transB ? k : n, ldb);
        MemorySegment c = at(call, 11, n + 1, ldc);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < m; i++) {
                float sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += a.getAtIndex(ValueLayout.JAVA_FLOAT, transA ? l + (long) i * lda : i + (long) l * lda)
                            * b.getAtIndex(ValueLayout.JAVA_FLOAT, transB ? j + (long) l * ldb : l + (long) j * ldb);
                }
                long to = i + (long) j * ldc;
                // C is not read where beta is 0
                float value = alpha * sum + (beta == 0 ? 0 : beta * c.getAtIndex(ValueLayout.JAVA_FLOAT, to));
                c.setAtIndex(ValueLayout.JAVA_FLOAT, to, switch (fault) {
                    case WRONG -> sum;
                    case ROUNDS -> Math.round(value * 1024) / 1024f;
                    default -> value;
                });
            }
        }
        if (fault == LibraryDevice.Fault.TOO_FAR) {
            c.setAtIndex(ValueLayout.JAVA_FLOAT, m + (n - 1L) * ldc, 0);
        }
    }
}
