package unroll.backend.tornado.library;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.common.Access;
import uk.ac.manchester.tornado.api.common.LibraryTaskDescriptor;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryContext;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryInvocation;
import uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;

/**
 * Products of matrices that lie anywhere in the heap, by cuBLAS. What TornadoVM's own tasks for cuBLAS multiply begins
 * where an array begins, and its sizes are fixed when their graph is made. This is a library to TornadoVM, which finds
 * it as it finds its own; it reads sizes and places when it is called, and calls TornadoVM's.
 */
public final class HeapProducts implements TornadoLibraryProvider {
    private static final String NAME = "unroll/products";
    private static final String LIBRARY = "nvidia/cublas";
    private static final String FUNCTION = "cublasSgemm";
    /** transA, transB, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc. */
    private static final int ARGUMENTS = 13;
    private static final int A = 6;
    private static final int B = 8;
    private static final int C = 11;

    private @Nullable TornadoLibraryProvider found;

    /** For the service loader. */
    public HeapProducts() {
    }

    /** Whether TornadoVM can call cuBLAS on a device: whether its driver can, not whether cuBLAS is installed. */
    public static boolean workOn(TornadoDevice device) {
        return device instanceof TornadoXPUDevice one && new HeapProducts().canHandle(one);
    }

    /**
     * The task.
     *
     * @param at what {@link unroll.backend.tornado.kernel.Product} says, read when the task runs
     */
    public static LibraryTaskDescriptor describe(FloatArray heap, IntArray at) {
        return new LibraryTaskDescriptor().withLibrary(NAME).withFunction(FUNCTION).withParameters(new Object[] {heap})
                .withAccess(new Access[] {Access.READ_WRITE}).withTuning(at);
    }

    @Override
    public String libraryName() {
        return NAME;
    }

    @Override
    public boolean canHandle(TornadoXPUDevice device) {
        return library(device) != null;
    }

    private @Nullable TornadoLibraryProvider library(TornadoXPUDevice device) {
        for (TornadoLibraryProvider each : ServiceLoader.load(TornadoLibraryProvider.class,
                TornadoLibraryProvider.class.getClassLoader())) {
            if (each.libraryName().equals(LIBRARY) && each.canHandle(device)) {
                return each;
            }
        }
        return null;
    }

    private synchronized TornadoLibraryProvider found() {
        if (found == null) {
            throw new IllegalStateException("no context of " + LIBRARY + " was made");
        }
        return found;
    }

    @Override
    public synchronized LibraryContext createContext(TornadoXPUDevice device, long executionPlanId) {
        if (found == null) {
            found = library(device);
        }
        return found().createContext(device, executionPlanId);
    }

    @Override
    public void dispatch(String functionName, LibraryInvocation invocation) {
        if (!(invocation.getTuning() instanceof IntArray at)) {
            throw new IllegalArgumentException(NAME + " is called without sizes and places");
        }
        ColumnMajor product = ColumnMajor.of(at);
        Object heap = invocation.getArg(0);
        Object[] arguments = {product.transposeRight(), product.transposeLeft(), product.n(), product.m(), product.k(),
            1f, heap, product.stepRight(), heap, product.stepLeft(), product.add() ? 1f : 0f, heap,
            product.stepResult()};
        long[] pointers = new long[ARGUMENTS];
        boolean[] references = new boolean[ARGUMENTS];
        point(pointers, references, A, invocation, product.right());
        point(pointers, references, B, invocation, product.left());
        point(pointers, references, C, invocation, product.result());
        found().dispatch(FUNCTION, new LibraryInvocation(arguments, pointers, references, invocation.getDevice(),
                invocation.getExecutionPlanId(), invocation.getContext(), null));
    }

    private static void point(long[] pointers, boolean[] references, int argument, LibraryInvocation invocation,
            int element) {
        pointers[argument] = invocation.getDevicePointer(0) + (long) element * Float.BYTES;
        references[argument] = true;
    }

    @Override
    public void destroyContext(LibraryContext context) {
        found().destroyContext(context);
    }
}
