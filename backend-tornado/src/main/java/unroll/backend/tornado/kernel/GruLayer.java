package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A whole layer of {@link unroll.api.composite.GruRecurrence}; its arguments are those of {@link Sequences}. The gates
 * kept for each token are r, z, n and s, the part of W_hh h + b_hh that r is multiplied with.
 */
public final class GruLayer {
    private GruLayer() {
    }

    /** r, z, n and h = n + z (h - n). */
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
        for (int t = 0; t < steps; t++) {
            if (t < length) {
                int row = Sequences.offset(heap, at, t) + sequence;
                int x = at.get(4) + Sequences.source(heap, at, row) * 3 * hidden;
                int y = at.get(10) + row * hidden;
                for (int j = item; j < hidden; j += items) {
                    int bias = at.get(9) + j;
                    float r = heap.get(bias);
                    float z = heap.get(bias + hidden);
                    float s = heap.get(bias + 2 * hidden);
                    int weight = at.get(8) + j;
                    for (int k = 0; k < hidden; k++) {
                        float h = heap.get(before + k);
                        r += h * heap.get(weight);
                        z += h * heap.get(weight + hidden);
                        s += h * heap.get(weight + 2 * hidden);
                        weight += 3 * hidden;
                    }
                    r = Sequences.sigmoid(heap.get(x + j) + r);
                    z = Sequences.sigmoid(heap.get(x + hidden + j) + z);
                    float n = TornadoMath.tanh(heap.get(x + 2 * hidden + j) + r * s);
                    heap.set(y + j, n + z * (heap.get(before + j) - n));
                    if (at.get(12) >= 0) {
                        int gates = at.get(12) + row * 4 * hidden + j;
                        heap.set(gates, r);
                        heap.set(gates + hidden, z);
                        heap.set(gates + 2 * hidden, n);
                        heap.set(gates + 3 * hidden, s);
                    }
                }
                before = y;
            }
            context.globalBarrier();
        }
        if (length > 0) {
            for (int j = item; j < hidden; j += items) {
                heap.set(at.get(11) + sequence * hidden + j, heap.get(before + j));
            }
        }
    }

    /**
     * With a_n what tanh is taken of and so on: da_n = dh (1 - z) (1 - n^2), da_z = dh (h - n) z (1 - z), da_r = da_n s r
     * (1 - r), ds = da_n r; dh z and what W_hh makes of da_r, da_z and ds go to the step before.
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
        if (length > 0) {
            for (int j = item; j < hidden; j += items) {
                heap.set(carry + j, Sequences.orZero(heap, at.get(5), sequence * hidden + j));
            }
        }
        for (int t = steps - 1; t >= 0; t--) {
            int row = Sequences.offset(heap, at, t) + sequence;
            int da = at.get(14) + row * 3 * hidden;
            if (t < length) {
                int before = Sequences.before(heap, at, t, sequence, at.get(6), at.get(7));
                for (int j = item; j < hidden; j += items) {
                    float dh = heap.get(carry + j) + Sequences.orZero(heap, at.get(4), row * hidden + j);
                    int gates = at.get(9) + row * 4 * hidden + j;
                    float r = heap.get(gates);
                    float z = heap.get(gates + hidden);
                    float n = heap.get(gates + 2 * hidden);
                    float h = heap.get(before + j);
                    float dan = dh * (1 - z) * (1 - n * n);
                    float daz = dh * (h - n) * z * (1 - z);
                    float dar = dan * heap.get(gates + 3 * hidden) * r * (1 - r);
                    int dx = at.get(13) + row * 3 * hidden + j;
                    heap.set(dx, dar);
                    heap.set(dx + hidden, daz);
                    heap.set(dx + 2 * hidden, dan);
                    heap.set(da + j, dar);
                    heap.set(da + hidden + j, daz);
                    heap.set(da + 2 * hidden + j, dan * r);
                    heap.set(at.get(15) + row * hidden + j, h);
                    heap.set(carry + j, dh * z);
                }
            }
            context.globalBarrier();
            if (t < length) {
                for (int j = item; j < hidden; j += items) {
                    heap.set(carry + j, heap.get(carry + j) + Sequences.backThrough(heap, at, da, 3 * hidden, j));
                }
            }
        }
    }
}
