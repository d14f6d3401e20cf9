package unroll.backend.pure.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.parallel.RangeTask;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/**
 * Backpropagation through time of the tanh recurrence. With A_t what tanh is taken of: dA_t = (dy_t + dh_t) (1 - y_t^2)
 * and dh_{t-1} = dA_t W_hh; the weights' gradients are then sums over all steps at once.
 */
final class TanhBackward implements RangeTask {
    private static final String NAME = "recurrent.tanh";

    private final Engine engine;
    private final FloatScope results;
    private final Packing packing;
    private final @Nullable Indices rows;
    private final GradientRequest request;
    private final FloatTensor source;
    private final FloatTensor initial;
    private final FloatTensor weight;
    private final FloatTensor bias;
    private final FloatTensor y;
    private final int hidden;
    private final FloatTensor da;
    private final FloatTensor dh;
    private final RightOperand packedWeight;
    private @Nullable FloatTensor dy;
    private int step;

    TanhBackward(Engine engine, FloatScope results, RecurrentLayer.Sequence sequence, Tensors saved,
            GradientRequest request) {
        this.engine = engine;
        this.results = results;
        this.packing = sequence.packing();
        this.rows = sequence.rows();
        this.request = request;
        this.source = engine.pool().own(NAME, saved.get(0));
        this.initial = engine.pool().own(NAME, saved.get(1));
        this.weight = engine.pool().own(NAME, saved.get(2));
        this.bias = engine.pool().own(NAME, saved.get(3));
        this.y = engine.pool().own(NAME, saved.get(4));
        this.hidden = initial.shape().dim(1);
        this.da = results.dirty(y.shape());
        this.dh = results.zeros(initial.shape());
        this.packedWeight = engine.products().pack(weight.array(), weight.offset(), hidden, hidden);
    }

    Tensors run(Tensors outputGradients) {
        Tensor toOutputs = outputGradients.find(0);
        Tensor toLast = outputGradients.find(1);
        dy = toOutputs == null ? null : engine.pool().own(NAME, toOutputs);
        if (toLast != null) {
            // row i is left alone until the last step of sequence i
            FloatTensor dLast = engine.pool().own(NAME, toLast);
            System.arraycopy(dLast.array(), dLast.offset(), dh.array(), dh.offset(), dh.size());
        }
        for (step = packing.steps() - 1; step >= 0; step--) {
            int live = packing.rows(step);
            engine.workers().run(this, live, (long) live * hidden * hidden);
        }
        packedWeight.close();
        return Tensors.of(request.needed(0) ? ofSource() : null,
                request.needed(1) ? Gradients.deliver(engine, request, 1, dh) : null,
                request.needed(2) ? ofWeight() : null, request.needed(3) ? ofBias() : null);
    }

    /** Sequences {@code from} to {@code to} of the present step. */
    @Override
    public void run(int from, int to) {
        int first = packing.offset(step);
        FloatTensor flowing = dy;
        engine.arithmetic().tanhBackward(flowing == null ? null : flowing.array(),
                flowing == null ? 0 : flowing.offset(), dh.array(), dh.offset() + from * hidden, y.array(), da.array(),
                first + from, first + to, hidden);
        if (step > 0 || request.needed(1)) {
            packedWeight.multiply(da.array(), first * hidden, hidden, 1, dh.array(), dh.offset(), from, to);
        }
    }

    private @Nullable Tensor ofSource() {
        if (rows == null) {
            return Gradients.deliver(engine, request, 0, da);
        }
        FloatTensor table = results.zeros(source.shape());
        engine.arithmetic().scatterAdd(da.array(), da.offset(), rows, hidden, table.array());
        return Gradients.deliver(engine, request, 0, table);
    }

    /** dA^T h_prev over all tokens, h_prev being gathered into the packed operand. */
    private @Nullable Tensor ofWeight() {
        int total = packing.total();
        FloatTensor dw = results.dirty(weight.shape());
        try (RightOperand previous = engine.arithmetic().operand(total, hidden)) {
            previous.putRows(initial.array(), initial.offset(), 0, packing.batch());
            for (int t = 1; t < packing.steps(); t++) {
                previous.putRows(y.array(), packing.offset(t - 1) * hidden, packing.offset(t), packing.rows(t));
            }
            engine.products().multiply(da.array(), da.offset(), 1, hidden, previous, hidden, (long) total * hidden,
                    dw.array(), dw.offset());
        }
        return Gradients.deliver(engine, request, 2, dw);
    }

    private @Nullable Tensor ofBias() {
        FloatTensor db = results.dirty(Shape.of(bias.size()));
        engine.arithmetic().sumOfRows(da.array(), da.offset(), packing.total(), hidden, db.array(), db.offset());
        return Gradients.deliver(engine, request, 3, db);
    }
}
