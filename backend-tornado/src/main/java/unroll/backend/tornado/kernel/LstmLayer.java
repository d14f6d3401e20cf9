package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A whole layer of {@link unroll.api.composite.LstmRecurrence}; its arguments are those of {@link Sequences}. The gates
 * kept for each token are i, f, g and o.
 */
public final class LstmLayer {
    private LstmLayer() {
    }

    /** i, f, g, o, c = f c + i g and h = o tanh(c). */
    public static void forward(KernelContext context, FloatArray heap, IntArray at) {
        int hidden = at.get(0);
        int items = at.get(18);
        int place = context.localIdx / items;
        int item = context.localIdx - place * items;
        int first = context.groupIdx * (context.localGroupSizeX / items);
        int sequence = first + place;
        int steps = Sequences.length(heap, at, first);
        int length = Sequences.length(heap, at, sequence);
        int before = at.get(7) + sequence * hidden;
        int cellBefore = at.get(13) + sequence * hidden;
        for (int t = 0; t < steps; t++) {
            if (t < length) {
                int row = Sequences.offset(heap, at, t) + sequence;
                int x = at.get(4) + Sequences.source(heap, at, row) * 4 * hidden;
                int y = at.get(10) + row * hidden;
                int cell = at.get(14) + row * hidden;
                for (int j = item; j < hidden; j += items) {
                    int bias = at.get(9) + j;
                    float i = heap.get(bias);
                    float f = heap.get(bias + hidden);
                    float g = heap.get(bias + 2 * hidden);
                    float o = heap.get(bias + 3 * hidden);
                    int weight = at.get(8) + j;
                    for (int k = 0; k < hidden; k++) {
                        float h = heap.get(before + k);
                        i += h * heap.get(weight);
                        f += h * heap.get(weight + hidden);
                        g += h * heap.get(weight + 2 * hidden);
                        o += h * heap.get(weight + 3 * hidden);
                        weight += 4 * hidden;
                    }
                    i = Sequences.sigmoid(heap.get(x + j) + i);
                    f = Sequences.sigmoid(heap.get(x + hidden + j) + f);
                    g = TornadoMath.tanh(heap.get(x + 2 * hidden + j) + g);
                    o = Sequences.sigmoid(heap.get(x + 3 * hidden + j) + o);
                    float c = f * heap.get(cellBefore + j) + i * g;
                    heap.set(cell + j, c);
                    heap.set(y + j, o * TornadoMath.tanh(c));
                    if (at.get(12) >= 0) {
                        int gates = at.get(12) + row * 4 * hidden + j;
                        heap.set(gates, i);
                        heap.set(gates + hidden, f);
                        heap.set(gates + 2 * hidden, g);
                        heap.set(gates + 3 * hidden, o);
                    }
                }
                before = y;
                cellBefore = cell;
            }
            context.globalBarrier();
        }
        if (length > 0) {
            for (int j = item; j < hidden; j += items) {
                heap.set(at.get(11) + sequence * hidden + j, heap.get(before + j));
                heap.set(at.get(15) + sequence * hidden + j, heap.get(cellBefore + j));
            }
        }
    }

    /**
     * With a_i what the sigmoid is taken of and so on: do = dh tanh(c), dc has dh o (1 - tanh(c)^2), di = dc g, df = dc
     * c_before, dg = dc i, each times the slope of its function; dc f and what W_hh makes of them go to the step before.
     */
    public static void backward(KernelContext context, FloatArray heap, IntArray at) {
        int hidden = at.get(0);
        int items = at.get(18);
        int place = context.localIdx / items;
        int item = context.localIdx - place * items;
        int first = context.groupIdx * (context.localGroupSizeX / items);
        int sequence = first + place;
        int steps = Sequences.length(heap, at, first);
        int length = Sequences.length(heap, at, sequence);
        int carry = at.get(16) + sequence * hidden;
        int cellCarry = at.get(17) + sequence * hidden;
        if (length > 0) {
            for (int j = item; j < hidden; j += items) {
                heap.set(carry + j, Sequences.orZero(heap, at.get(5), sequence * hidden + j));
                heap.set(cellCarry + j, Sequences.orZero(heap, at.get(12), sequence * hidden + j));
            }
        }
        for (int t = steps - 1; t >= 0; t--) {
            int row = Sequences.offset(heap, at, t) + sequence;
            int da = at.get(14) + row * 4 * hidden;
            if (t < length) {
                int before = Sequences.before(heap, at, t, sequence, at.get(6), at.get(7));
                int cellBefore = Sequences.before(heap, at, t, sequence, at.get(10), at.get(11));
                for (int j = item; j < hidden; j += items) {
                    float dh = heap.get(carry + j) + Sequences.orZero(heap, at.get(4), row * hidden + j);
                    int gates = at.get(9) + row * 4 * hidden + j;
                    float i = heap.get(gates);
                    float f = heap.get(gates + hidden);
                    float g = heap.get(gates + 2 * hidden);
                    float o = heap.get(gates + 3 * hidden);
                    float squashed = TornadoMath.tanh(heap.get(at.get(10) + row * hidden + j));
                    float dc = heap.get(cellCarry + j) + dh * o * (1 - squashed * squashed);
                    heap.set(da + j, dc * g * i * (1 - i));
                    heap.set(da + hidden + j, dc * heap.get(cellBefore + j) * f * (1 - f));
                    heap.set(da + 2 * hidden + j, dc * i * (1 - g * g));
                    heap.set(da + 3 * hidden + j, dh * squashed * o * (1 - o));
                    heap.set(at.get(15) + row * hidden + j, heap.get(before + j));
                    heap.set(cellCarry + j, dc * f);
                }
            }
            context.globalBarrier();
            if (t < length) {
                for (int j = item; j < hidden; j += items) {
                    heap.set(carry + j, Sequences.backThrough(heap, at, da, 4 * hidden, j));
                }
            }
        }
    }
}
