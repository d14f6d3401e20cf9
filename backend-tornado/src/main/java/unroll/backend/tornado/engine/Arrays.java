package unroll.backend.tornado.engine;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What kernels work on.
 *
 * @param context a work-item's place
 * @param heap where all tensors lie; stays on the device
 * @param at numbers of elements and their places, copied to the device each time
 * @param few some floats, copied to the device each time
 * @param more the same, of which a kernel takes those that hold what it is given
 * @param many the same
 */
record Arrays(KernelContext context, FloatArray heap, IntArray at, FloatArray few, FloatArray more, FloatArray many) {
    private static final int PLACES = 32;
    private static final int FEW = 64;
    private static final int MORE = 1 << 12;
    private static final int MANY = 1 << 18;

    static Arrays of(int floats) {
        return new Arrays(new KernelContext(), new FloatArray(floats), new IntArray(PLACES), new FloatArray(FEW),
                new FloatArray(MORE), new FloatArray(MANY));
    }

    /** The same with a larger heap that begins with what the host has of this one's. */
    Arrays grown(int floats) {
        FloatArray larger = new FloatArray(floats);
        larger.getSegment().asSlice(0, heap.getNumBytesOfSegment()).copyFrom(heap.getSegment());
        return new Arrays(context, larger, at, few, more, many);
    }
}
