package unroll.backend.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** A whole layer of {@link unroll.api.composite.LstmRecurrence}; its arguments are those of {@link Sequences}. */
public final class LstmLayer {
    private LstmLayer() {
    }

    /** {@link LstmCell#state} of all steps. */
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
                    LstmCell.state(heap, at, row, j, x + j, heap.get(cellBefore + j), i, f, g, o);
                }
                before = at.get(10) + row * hidden;
                cellBefore = at.get(14) + row * hidden;
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

    /** {@link LstmCell#gradient} of all steps. */
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
                    LstmCell.gradient(heap, at, row, j, cellCarry + j, heap.get(carry + j), heap.get(cellCarry + j),
                            heap.get(before + j), heap.get(cellBefore + j));
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
