package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The formulas of {@link unroll.api.composite.LstmRecurrence}; the arguments of its steps are those of {@link Steps}. The
 * gates kept for each token are i, f, g and o.
 */
public final class LstmCell {
    private LstmCell() {
    }

    /**
     * i, f, g, o, c = f c + i g and h = o tanh(c), of one unit.
     *
     * @param x where its projected input lies
     * @param before its c before the step
     * @param sumI its W h + b of i, and so on
     */
    static void state(FloatArray heap, IntArray at, int row, int j, int x, float before, float sumI, float sumF,
            float sumG, float sumO) {
        int hidden = at.get(0);
        float i = Elementwise.sigmoid(heap.get(x) + sumI);
        float f = Elementwise.sigmoid(heap.get(x + hidden) + sumF);
        float g = TornadoMath.tanh(heap.get(x + 2 * hidden) + sumG);
        float o = Elementwise.sigmoid(heap.get(x + 3 * hidden) + sumO);
        float c = f * before + i * g;
        heap.set(at.get(14) + row * hidden + j, c);
        heap.set(at.get(10) + row * hidden + j, o * TornadoMath.tanh(c));
        if (at.get(12) >= 0) {
            int gates = at.get(12) + row * 4 * hidden + j;
            heap.set(gates, i);
            heap.set(gates + hidden, f);
            heap.set(gates + 2 * hidden, g);
            heap.set(gates + 3 * hidden, o);
        }
    }

    /**
     * The gradients of one unit. With a_i what the sigmoid is taken of and so on: do = dh tanh(c), dc has dh o (1 -
     * tanh(c)^2), di = dc g, df = dc c_before, dg = dc i, each times the slope of its function; dc f and what W_hh makes
     * of them go to the step before.
     *
     * @param carry where dc f goes
     * @param before c before the step
     */
    static void gradient(FloatArray heap, IntArray at, int row, int j, int carry, float carried, float cellCarried,
            float h, float before) {
        int hidden = at.get(0);
        float dh = carried + Sequences.orZero(heap, at.get(4), row * hidden + j);
        int gates = at.get(9) + row * 4 * hidden + j;
        float i = heap.get(gates);
        float f = heap.get(gates + hidden);
        float g = heap.get(gates + 2 * hidden);
        float o = heap.get(gates + 3 * hidden);
        float squashed = TornadoMath.tanh(heap.get(at.get(10) + row * hidden + j));
        float dc = cellCarried + dh * o * (1 - squashed * squashed);
        int da = at.get(14) + row * 4 * hidden + j;
        heap.set(da, dc * g * i * (1 - i));
        heap.set(da + hidden, dc * before * f * (1 - f));
        heap.set(da + 2 * hidden, dc * i * (1 - g * g));
        heap.set(da + 3 * hidden, dh * squashed * o * (1 - o));
        heap.set(at.get(15) + row * hidden + j, h);
        heap.set(carry, dc * f);
    }

    /** A step. */
    public static void forward(KernelContext context, FloatArray heap, IntArray at) {
        int unit = context.globalIdx;
        if (unit < Steps.units(at)) {
            int hidden = at.get(0);
            int sequence = unit / hidden;
            int j = unit - sequence * hidden;
            int row = at.get(2) + sequence;
            int x = at.get(4) + Sequences.source(heap, at, row) * 4 * hidden + j;
            int bias = at.get(9) + j;
            int sums = at.get(8) + sequence * 4 * hidden + j;
            state(heap, at, row, j, x, heap.get(at.get(13) + unit), heap.get(bias) + heap.get(sums),
                    heap.get(bias + hidden) + heap.get(sums + hidden),
                    heap.get(bias + 2 * hidden) + heap.get(sums + 2 * hidden),
                    heap.get(bias + 3 * hidden) + heap.get(sums + 3 * hidden));
            if (Steps.ends(at, unit)) {
                heap.set(at.get(11) + unit, heap.get(at.get(10) + row * hidden + j));
                heap.set(at.get(15) + unit, heap.get(at.get(14) + row * hidden + j));
            }
        }
    }

    /** The gradients of a step. */
    public static void backward(KernelContext context, FloatArray heap, IntArray at) {
        int unit = context.globalIdx;
        if (unit < Steps.units(at)) {
            int hidden = at.get(0);
            int sequence = unit / hidden;
            gradient(heap, at, at.get(2) + sequence, unit - sequence * hidden, at.get(17) + unit,
                    Steps.carried(heap, at, unit, at.get(16), at.get(5)),
                    Steps.carried(heap, at, unit, at.get(17), at.get(12)), heap.get(at.get(7) + unit),
                    heap.get(at.get(11) + unit));
        }
    }
}
