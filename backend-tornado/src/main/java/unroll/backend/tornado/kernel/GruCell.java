package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The formulas of {@link unroll.api.composite.GruRecurrence}; the arguments of its steps are those of {@link Steps}. The
 * gates kept for each token are r, z, n and s, the part of W_hh h + b_hh that r is multiplied with.
 */
public final class GruCell {
    private GruCell() {
    }

    /**
     * r, z, n and h = n + z (h - n), of one unit.
     *
     * @param x where its projected input lies
     * @param before its h before the step
     * @param sumR its W h + b of r, and so on
     */
    static void state(FloatArray heap, IntArray at, int row, int j, int x, float before, float sumR, float sumZ,
            float s) {
        int hidden = at.get(0);
        float r = Elementwise.sigmoid(heap.get(x) + sumR);
        float z = Elementwise.sigmoid(heap.get(x + hidden) + sumZ);
        float n = TornadoMath.tanh(heap.get(x + 2 * hidden) + r * s);
        heap.set(at.get(10) + row * hidden + j, n + z * (before - n));
        if (at.get(12) >= 0) {
            int gates = at.get(12) + row * 4 * hidden + j;
            heap.set(gates, r);
            heap.set(gates + hidden, z);
            heap.set(gates + 2 * hidden, n);
            heap.set(gates + 3 * hidden, s);
        }
    }

    /**
     * The gradients of one unit. With a_n what tanh is taken of and so on: da_n = dh (1 - z) (1 - n^2), da_z = dh (h - n)
     * z (1 - z), da_r = da_n s r (1 - r), ds = da_n r; dh z and what W_hh makes of da_r, da_z and ds go to the step
     * before.
     *
     * @param carry where dh z goes
     * @param h before the step
     */
    static void gradient(FloatArray heap, IntArray at, int row, int j, int carry, float carried, float h) {
        int hidden = at.get(0);
        float dh = carried + Sequences.orZero(heap, at.get(4), row * hidden + j);
        int gates = at.get(9) + row * 4 * hidden + j;
        float r = heap.get(gates);
        float z = heap.get(gates + hidden);
        float n = heap.get(gates + 2 * hidden);
        float dan = dh * (1 - z) * (1 - n * n);
        float daz = dh * (h - n) * z * (1 - z);
        float dar = dan * heap.get(gates + 3 * hidden) * r * (1 - r);
        int dx = at.get(13) + row * 3 * hidden + j;
        heap.set(dx, dar);
        heap.set(dx + hidden, daz);
        heap.set(dx + 2 * hidden, dan);
        int da = at.get(14) + row * 3 * hidden + j;
        heap.set(da, dar);
        heap.set(da + hidden, daz);
        heap.set(da + 2 * hidden, dan * r);
        heap.set(at.get(15) + row * hidden + j, h);
        heap.set(carry, dh * z);
    }

    /** A step. */
    public static void forward(KernelContext context, FloatArray heap, IntArray at) {
        int unit = context.globalIdx;
        if (unit < Steps.units(at)) {
            int hidden = at.get(0);
            int sequence = unit / hidden;
            int j = unit - sequence * hidden;
            int row = at.get(2) + sequence;
            int x = at.get(4) + Sequences.source(heap, at, row) * 3 * hidden + j;
            int bias = at.get(9) + j;
            int sums = at.get(8) + sequence * 3 * hidden + j;
            state(heap, at, row, j, x, heap.get(at.get(7) + unit), heap.get(bias) + heap.get(sums),
                    heap.get(bias + hidden) + heap.get(sums + hidden),
                    heap.get(bias + 2 * hidden) + heap.get(sums + 2 * hidden));
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
            gradient(heap, at, at.get(2) + sequence, unit - sequence * hidden, at.get(16) + unit,
                    Steps.carried(heap, at, unit, at.get(16), at.get(5)), heap.get(at.get(7) + unit));
        }
    }
}
