package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The formulas of {@link unroll.api.composite.TanhRecurrence}; the arguments of its steps are those of {@link Steps}. */
public final class TanhCell {
    private TanhCell() {
    }

    /**
     * h = tanh(x + W h + b), of one unit.
     *
     * @param x where its projected input lies
     * @param sum its W h + b
     */
    static void state(FloatArray heap, IntArray at, int row, int j, int x, float sum) {
        heap.set(at.get(10) + row * at.get(0) + j, TornadoMath.tanh(heap.get(x) + sum));
    }

    /** da = dh (1 - h^2), of one unit; W^T da goes to the step before. */
    static void gradient(FloatArray heap, IntArray at, int row, int j, float carried, float before) {
        int unit = row * at.get(0) + j;
        float dh = carried + Sequences.orZero(heap, at.get(4), unit);
        float h = heap.get(at.get(6) + unit);
        heap.set(at.get(14) + unit, dh * (1 - h * h));
        heap.set(at.get(15) + unit, before);
    }

    /** A step. */
    public static void forward(KernelContext context, FloatArray heap, IntArray at) {
        int unit = context.globalIdx;
        if (unit < Steps.units(at)) {
            int hidden = at.get(0);
            int sequence = unit / hidden;
            int j = unit - sequence * hidden;
            int row = at.get(2) + sequence;
            int x = at.get(4) + Sequences.source(heap, at, row) * hidden + j;
            state(heap, at, row, j, x, heap.get(at.get(9) + j) + heap.get(at.get(8) + unit));
            if (Steps.ends(at, unit)) {
                heap.set(at.get(11) + unit, heap.get(at.get(10) + row * hidden + j));
            }
        }
    }

    /** The gradients of a step. */
    public static void backward(KernelContext context, FloatArray heap, IntArray at) {
        int unit = context.globalIdx;
        if (unit < Steps.units(at)) {
            int hidden = at.get(0);
            int sequence = unit / hidden;
            gradient(heap, at, at.get(2) + sequence, unit - sequence * hidden,
                    Steps.carried(heap, at, unit, at.get(16), at.get(5)), heap.get(at.get(7) + unit));
        }
    }
}
