package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels with a work-item for each element. Every kernel of the backend works on one array, the heap, in which all
 * tensors lie, and finds in {@code at} how many elements there are and where, in the order that its comment gives.
 */
public final class Elementwise {
    public static final int EXP = 0;
    public static final int LOG = 1;
    public static final int TANH = 2;
    public static final int SIGMOID = 3;
    public static final int SQRT = 4;
    public static final int RELU = 5;
    public static final int STEP = 6;
    public static final int ADD = 0;
    public static final int SUBTRACT = 1;
    public static final int MULTIPLY = 2;
    public static final int DIVIDE = 3;

    private Elementwise() {
    }

    /** at: count, number of the function, argument, result. */
    public static void unary(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            float x = heap.get(at.get(2) + i);
            int function = at.get(1);
            float y;
            if (function == EXP) {
                y = TornadoMath.exp(x);
            } else if (function == LOG) {
                y = TornadoMath.log(x);
            } else if (function == TANH) {
                y = TornadoMath.tanh(x);
            } else if (function == SIGMOID) {
                y = sigmoid(x);
            } else if (function == SQRT) {
                y = TornadoMath.sqrt(x);
            } else if (function == RELU) {
                // the device's compiler takes a comparison with NaN for its opposite
                y = x > 0 || Float.isNaN(x) ? x : 0;
            } else {
                y = x > 0 ? 1 : 0;
            }
            heap.set(at.get(3) + i, y);
        }
    }

    static float sigmoid(float x) {
        return 1 / (1 + TornadoMath.exp(-x));
    }

    /** at: count, number of the function, both arguments, result. */
    public static void binary(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            float x = heap.get(at.get(2) + i);
            float y = heap.get(at.get(3) + i);
            int function = at.get(1);
            float z;
            if (function == ADD) {
                z = x + y;
            } else if (function == SUBTRACT) {
                z = x - y;
            } else if (function == MULTIPLY) {
                z = x * y;
            } else {
                z = x / y;
            }
            heap.set(at.get(4) + i, z);
        }
    }

    /** Scale times the argument plus shift. at: count, argument, result; values: scale, shift. */
    public static void affine(KernelContext context, FloatArray heap, IntArray at, FloatArray values) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            heap.set(at.get(2) + i, values.get(0) * heap.get(at.get(1) + i) + values.get(1));
        }
    }

    /** A multiple is added. at: count, argument, result; values: factor. */
    public static void addScaled(KernelContext context, FloatArray heap, IntArray at, FloatArray values) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            int to = at.get(2) + i;
            heap.set(to, heap.get(to) + values.get(0) * heap.get(at.get(1) + i));
        }
    }

    /** One number everywhere. at: count, result; values: the number. */
    public static void fill(KernelContext context, FloatArray heap, IntArray at, FloatArray values) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            heap.set(at.get(1) + i, values.get(0));
        }
    }

    /** Times a scalar. at: count, argument, scalar, result. */
    public static void scaleBy(KernelContext context, FloatArray heap, IntArray at) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            heap.set(at.get(3) + i, heap.get(at.get(1) + i) * heap.get(at.get(2)));
        }
    }

    /**
     * Adam in place, with the arithmetic of {@link unroll.api.composite.AdamUpdate}. at: count, parameters, gradients,
     * exp_avg, exp_avg_sq, what changes by the step; values: beta1, 1 - beta1, beta2, 1 - beta2, epsilon.
     */
    public static void adam(KernelContext context, FloatArray heap, IntArray at, FloatArray values) {
        int i = context.globalIdx;
        if (i < at.get(0)) {
            float gradient = heap.get(at.get(2) + i);
            float mean = values.get(0) * heap.get(at.get(3) + i) + values.get(1) * gradient;
            float square = values.get(2) * heap.get(at.get(4) + i) + values.get(3) * (gradient * gradient);
            heap.set(at.get(3) + i, mean);
            heap.set(at.get(4) + i, square);
            float denominator = TornadoMath.sqrt(square) * heap.get(at.get(5) + 1) + values.get(4);
            heap.set(at.get(1) + i, heap.get(at.get(1) + i) - mean / denominator * heap.get(at.get(5)));
        }
    }
}
