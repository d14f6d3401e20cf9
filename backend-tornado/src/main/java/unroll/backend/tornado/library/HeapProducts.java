package unroll.backend.tornado.library;

import java.util.ArrayList;
import java.util.List;
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

    private @Nullable List<TornadoLibraryProvider> libraries;

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
        for (TornadoLibraryProvider each : libraries()) {
            if (each.canHandle(device)) {
                return each;
            }
        }
        return null;
    }

    // TornadoVM asks before each launch
    private synchronized List<TornadoLibraryProvider> libraries() {
        List<TornadoLibraryProvider> known = libraries;
        if (known == null) {
            known = new ArrayList<>();
            for (TornadoLibraryProvider each : ServiceLoader.load(TornadoLibraryProvider.class,
                    TornadoLibraryProvider.class.getClassLoader())) {
                if (each.libraryName().equals(LIBRARY)) {
                    known.add(each);
                }
            }
            libraries = known;
        }
        return known;
    }

    @Override
    public LibraryContext createContext(TornadoXPUDevice device, long executionPlanId) {
        TornadoLibraryProvider library = library(device);
        if (library == null) {
            throw new IllegalStateException("TornadoVM cannot call " + LIBRARY + " on this device");
        }
        ThreadContexts contexts = new ThreadContexts(library, device, executionPlanId);
        // what is missing is to be told here
        contexts.own();
        return contexts;
    }

    @Override
    public void dispatch(String functionName, LibraryInvocation invocation) {
        if (!(invocation.getTuning() instanceof IntArray at)) {
            throw new IllegalArgumentException(NAME + " is called without sizes and places");
        }
        ThreadContexts contexts = (ThreadContexts) invocation.getContext();
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
        contexts.library().dispatch(FUNCTION, new LibraryInvocation(arguments, pointers, references,
                invocation.getDevice(), invocation.getExecutionPlanId(), contexts.own(), null));
    }

    private static void point(long[] pointers, boolean[] references, int argument, LibraryInvocation invocation,
            int element) {
        pointers[argument] = invocation.getDevicePointer(0) + (long) element * Float.BYTES;
        references[argument] = true;
    }

    @Override
    public void destroyContext(LibraryContext context) {
        ((ThreadContexts) context).destroy();
    }
}
