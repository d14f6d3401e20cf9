package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Memory;

/** How a layer's packed rows lie, as the engine cuts them. */
final class PackedRows {
    private final Packing packing;
    private final @Nullable Indices sources;
    private final long[] sizes;

    PackedRows(RecurrentLayer.Sequence sequence) {
        this.packing = sequence.packing();
        this.sources = sequence.rows();
        this.sizes = new long[packing.steps()];
        for (int t = 0; t < sizes.length; t++) {
            sizes[t] = packing.rows(t);
        }
    }

    int steps() {
        return sizes.length;
    }

    int total() {
        return packing.total();
    }

    /** Puts the values of the steps together, a row for each token. */
    DjlTensor join(DjlScope results, DType dtype, int width, PtNDArray[] steps) {
        return results.adopt(Shape.of(total(), width), dtype, JniUtils.cat(steps, 0));
    }

    /** Cuts a matrix of all rows into views of the steps. */
    PtNDArray[] split(Temporaries temporaries, PtNDArray all) {
        return temporaries.keep(JniUtils.split(all, sizes, 0));
    }

    /** A row for each token: the array itself, or rows of it. */
    PtNDArray perToken(DjlScope results, Temporaries temporaries, PtNDArray source) {
        return sources == null
                ? source
                : temporaries.keep(JniUtils.embedding(results.upload(sources), source, false));
    }

    /** Of a state before step t - 1 or a value of it, the rows of the sequences that go on at step t. */
    PtNDArray goingOn(Temporaries temporaries, PtNDArray before, int t) {
        int rowsBefore = t == 0 ? packing.batch() : packing.rows(t - 1);
        return rowsBefore == packing.rows(t)
                ? before
                : temporaries.keep(JniUtils.slice(before, 0, 0, packing.rows(t), 1));
    }

    /** The last state of each sequence. */
    DjlTensor last(DjlScope results, DjlTensor states) {
        int hidden = states.shape().dim(1);
        DjlTensor last = results.dirty(Shape.of(packing.batch(), hidden), states.dtype());
        Memory to = Memory.of(last);
        Memory from = Memory.of(states);
        for (int t = 0; t < sizes.length; t++) {
            int goOn = t + 1 < sizes.length ? packing.rows(t + 1) : 0;
            int end = packing.rows(t) - goOn;
            to.copy((long) goOn * hidden, from, (long) (packing.offset(t) + goOn) * hidden, (long) end * hidden);
        }
        return last;
    }

    /** For each token the state before it. */
    DjlTensor before(DjlScope results, DjlTensor initial, DjlTensor states) {
        int hidden = states.shape().dim(1);
        DjlTensor before = results.dirty(states.shape(), states.dtype());
        Memory to = Memory.of(before);
        to.copy(0, Memory.of(initial), 0, (long) packing.batch() * hidden);
        Memory from = Memory.of(states);
        for (int t = 1; t < sizes.length; t++) {
            to.copy((long) packing.offset(t) * hidden, from, (long) packing.offset(t - 1) * hidden,
                    (long) packing.rows(t) * hidden);
        }
        return before;
    }

    /** For each sequence the row of its last token. */
    Indices lastRows() {
        int[] rows = new int[packing.batch()];
        for (int t = 0; t < sizes.length; t++) {
            for (int i = 0; i < packing.rows(t); i++) {
                rows[i] = packing.offset(t) + i;
            }
        }
        return Indices.wrap(rows, rows.length, packing.total());
    }

    /** Gives the source its gradient: that of each token, or their sums by the row that they came from. */
    void giveSource(DjlScope results, Gradients gradients, DjlTensor source, DjlTensor ofTokens) {
        if (sources == null) {
            gradients.give(0, ofTokens);
            return;
        }
        DjlTensor table = results.full(source.shape(), source.dtype(), 0);
        Memory.of(table).addRows(Memory.of(ofTokens), sources, source.shape().dim(1));
        gradients.give(0, table);
    }
}
