package unroll.backend.nd4j.fused;

import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.memory.Rows;
import unroll.backend.nd4j.storage.OffHeapTensor;

/** Moves rows between what a recurrent layer is given and puts out, and matrices with a row for each packed token. */
final class PackedRows {
    private PackedRows() {
    }

    /** One gate's part of the projected input, for each token. */
    static void spread(RecurrentLayer.Sequence sequence, OffHeapTensor source, int gate, OffHeapTensor to) {
        int hidden = to.shape().dim(1);
        int width = source.shape().dim(1);
        Indices rows = sequence.rows();
        if (rows == null) {
            OffHeap.copyRows(source.address((long) gate * hidden), width, to.address(), hidden, to.shape().dim(0),
                    hidden);
        } else {
            Rows.gather(source.address(), width, gate * hidden, rows, hidden, to.address());
        }
    }

    /** For each token the state before it. */
    static void before(Packing packing, OffHeapTensor initial, OffHeapTensor after, OffHeapTensor to) {
        long hidden = to.shape().dim(1);
        OffHeap.copy(initial.address(), to.address(), packing.batch() * hidden);
        for (int t = 1; t < packing.steps(); t++) {
            OffHeap.copy(after.address(packing.offset(t - 1) * hidden), to.address(packing.offset(t) * hidden),
                    packing.rows(t) * hidden);
        }
    }

    /** The state after the last token of each sequence: of every step, the rows that have no next step. */
    static void last(Packing packing, OffHeapTensor after, OffHeapTensor to) {
        long hidden = to.shape().dim(1);
        for (int t = 0; t < packing.steps(); t++) {
            int goingOn = goingOn(packing, t);
            OffHeap.copy(after.address((packing.offset(t) + goingOn) * hidden), to.address(goingOn * hidden),
                    (packing.rows(t) - goingOn) * hidden);
        }
    }

    /** Adds the gradient of the last states to that of the states after each token. */
    static void addLast(Blas blas, Packing packing, OffHeapTensor last, OffHeapTensor to) {
        int hidden = to.shape().dim(1);
        for (int t = 0; t < packing.steps(); t++) {
            int goingOn = goingOn(packing, t);
            blas.addScaled(1, last.address((long) goingOn * hidden),
                    to.address((long) (packing.offset(t) + goingOn) * hidden), (packing.rows(t) - goingOn) * hidden);
        }
    }

    private static int goingOn(Packing packing, int step) {
        return step + 1 < packing.steps() ? packing.rows(step + 1) : 0;
    }
}
