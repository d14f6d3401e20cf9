package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** A whole layer of {@link unroll.api.composite.GruRecurrence}; its arguments are those of {@link Sequences}. */
public final class GruLayer {
    private GruLayer() {
    }

    /** {@link GruCell#state} of all steps. */
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
                    GruCell.state(heap, at, row, j, x + j, heap.get(before + j), r, z, s);
                }
                before = at.get(10) + row * hidden;
            }
            context.globalBarrier();
        }
        if (length > 0) {
            for (int j = item; j < hidden; j += items) {
                heap.set(at.get(11) + sequence * hidden + j, heap.get(before + j));
            }
        }
    }

    /** {@link GruCell#gradient} of all steps. */
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
                    GruCell.gradient(heap, at, row, j, carry + j, heap.get(carry + j), heap.get(before + j));
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
