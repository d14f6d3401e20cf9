package unroll.backend.pure.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.parallel.RangeTask;
import unroll.backend.pure.storage.FloatTensor;

/** Runs the tanh recurrence: step after step, within a step the rows of the sequences that are still going on. */
final class TanhForward implements RangeTask {
    private final Engine engine;
    private final Packing packing;
    private final @Nullable Indices rows;
    private final int hidden;
    private final FloatTensor source;
    private final FloatTensor initial;
    private final FloatTensor bias;
    private final float[] y;
    private final RightOperand weight;
    private int step;

    TanhForward(Engine engine, RecurrentLayer.Sequence sequence, int hidden, FloatTensor source, FloatTensor initial,
            FloatTensor weight, FloatTensor bias, FloatTensor y) {
        this.engine = engine;
        this.packing = sequence.packing();
        this.rows = sequence.rows();
        this.hidden = hidden;
        this.source = source;
        this.initial = initial;
        this.bias = bias;
        this.y = y.array();
        this.weight = engine.products().packTransposed(weight.array(), weight.offset(), hidden, hidden);
    }

    void run() {
        for (step = 0; step < packing.steps(); step++) {
            int live = packing.rows(step);
            engine.workers().run(this, live, (long) live * hidden * hidden);
        }
        weight.close();
    }

    /** Sequences {@code from} to {@code to} of the present step. */
    @Override
    public void run(int from, int to) {
        float[] previous = step == 0 ? initial.array() : y;
        int previousOffset = step == 0 ? initial.offset() : packing.offset(step - 1) * hidden;
        int first = packing.offset(step);
        weight.multiply(previous, previousOffset, hidden, 1, y, first * hidden, from, to);
        engine.arithmetic().tanhForward(source.array(), source.offset(), rows, bias.array(), bias.offset(), y,
                first + from,
                first + to, hidden);
    }
}
