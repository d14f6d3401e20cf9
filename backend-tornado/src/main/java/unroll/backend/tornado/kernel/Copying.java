package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels that move elements and compute nothing. */
public final class Copying {
    private Copying() {
    }

    /**
     * Copies elements.
     *
     * @param at how many, from where, to where
     */
    public static void copy(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            heap.set(at.get(2) + i, heap.get(at.get(1) + i));
        }
    }
}
