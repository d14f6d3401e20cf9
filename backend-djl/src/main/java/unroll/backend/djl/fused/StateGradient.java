package unroll.backend.djl.fused;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.DjlTensor;
import unroll.backend.djl.storage.Memory;

/** The gradient that reaches a part of the state after each token: from outside at first, then from later steps too. */
final class StateGradient {
    private final PackedRows rows;
    private final Temporaries temporaries;
    private final DjlTensor all;
    private final PtNDArray[] steps;
    private @Nullable PtNDArray ofInitial;

    /**
     * Starts with what flows from outside.
     *
     * @param like a tensor of a row for each token, for shape and type
     * @param perToken what flows into the states, or null
     * @param last what flows into the last state of each sequence, or null
     */
    StateGradient(DjlScope results, Temporaries temporaries, PackedRows rows, DjlTensor like,
            @Nullable DjlTensor perToken, @Nullable DjlTensor last) {
        this.rows = rows;
        this.temporaries = temporaries;
        this.all = perToken == null
                ? results.full(like.shape(), like.dtype(), 0)
                : results.adopt(like.shape(), like.dtype(), JniUtils.clone(perToken.array()));
        if (last != null) {
            Memory.of(all).addRows(Memory.of(last), rows.lastRows(), like.shape().dim(1));
        }
        this.steps = rows.split(temporaries, all.array());
    }

    /** What reaches the state after step t, once all later steps have passed theirs. */
    PtNDArray at(int t) {
        return steps[t];
    }

    /** Passes a gradient, which is freed, to the state before step t. */
    void pass(int t, PtNDArray gradient) {
        if (t == 0) {
            ofInitial = temporaries.keep(gradient);
            return;
        }
        try (gradient) {
            JniUtils.addi(rows.goingOn(temporaries, steps[t - 1], t), gradient);
        }
    }

    /** Gives the initial state, input {@code index}, what step 0 has passed, if it has. */
    void giveInitial(Gradients gradients, int index, DjlTensor initial) {
        PtNDArray gradient = ofInitial;
        if (gradient != null && gradients.needed(index)) {
            gradients.give(index, initial, JniUtils.clone(gradient));
        }
    }

    /** All of it: a row for each token. */
    DjlTensor all() {
        return all;
    }
}
