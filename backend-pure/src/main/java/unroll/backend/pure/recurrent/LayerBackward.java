package unroll.backend.pure.recurrent;

import org.jspecify.annotations.Nullable;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.arithmetic.CellSteps;
import unroll.backend.pure.arithmetic.RightOperand;
import unroll.backend.pure.fused.Gradients;
import unroll.backend.pure.kernel.Incoming;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.parallel.Products;
import unroll.backend.pure.parallel.RangeTask;
import unroll.backend.pure.storage.FloatTensor;

/**
 * Backpropagation through time. With a = W_hh h + b_hh of all gates: in each step the cell turns the gradient of its
 * state into da, and dh of the step before is da W_hh; the weights' gradients are then sums over all steps at once.
 */
abstract class LayerBackward implements RangeTask {
    final LayerCall call;
    final int hidden;
    final StateHistory h;
    final FloatTensor da;
    final Incoming flow;

    private final Engine engine;
    private final Packing packing;
    private final GradientRequest request;
    private final FloatTensor source;
    private final FloatTensor weight;
    private final FloatTensor dh;
    private final RightOperand packedWeight;
    private int step;

    LayerBackward(LayerCall call, Tensors saved, Tensors outputGradients, GradientRequest request) {
        this.call = call;
        this.engine = call.engine();
        this.hidden = call.hidden();
        this.packing = call.packing();
        this.request = request;
        this.source = call.own(saved.get(0));
        this.h = new StateHistory(packing, hidden, call.own(saved.get(1)), call.own(saved.get(3)));
        this.weight = call.own(saved.get(2));
        this.da = call.perToken(call.width());
        this.dh = ofFinalState(outputGradients, 0);
        Tensor toOutputs = outputGradients.find(0);
        FloatTensor dy = toOutputs == null ? call.results().zeros(h.after().shape()) : call.own(toOutputs);
        this.flow = new Incoming(dy.array(), dy.offset(), dh.array());
        this.packedWeight = engine.products().pack(weight.array(), weight.offset(), call.width(), hidden);
    }

    /** The gradient of a part of the final state, to be changed; row i waits for the last step of sequence i. */
    final FloatTensor ofFinalState(Tensors outputGradients, int part) {
        Tensor given = outputGradients.find(1 + part);
        if (given == null) {
            return call.results().zeros(h.initial().shape());
        }
        FloatTensor from = call.own(given);
        FloatTensor gradient = call.like(from);
        System.arraycopy(from.array(), from.offset(), gradient.array(), gradient.offset(), from.size());
        return gradient;
    }

    /**
     * The cell's arithmetic on tokens {@code from} to {@code to} of a step.
     *
     * @param sequence that of the first token
     */
    abstract void cell(CellSteps steps, int step, int sequence, int from, int to);

    /** The gradient of the projected input of each token. */
    abstract FloatTensor dx();

    /**
     * The gradient of a part of the initial state.
     *
     * @param product what came through the last product
     */
    abstract FloatTensor ofInitialState(int part, FloatTensor product);

    final Tensors run() {
        long work = (long) hidden * call.width();
        for (step = packing.steps() - 1; step >= 0; step--) {
            int live = packing.rows(step);
            engine.workers().run(this, live, live * work);
        }
        packedWeight.close();
        int first = call.layer().firstWeight();
        Tensors.Builder answer = Tensors.builder(first + 2);
        answer.set(0, request.needed(0) ? ofSource() : null);
        for (int part = 0; part < first - 1; part++) {
            answer.set(1 + part, request.needed(1 + part)
                    ? Gradients.deliver(engine, request, 1 + part, ofInitialState(part, dh))
                    : null);
        }
        answer.set(first, request.needed(first) ? ofWeight(first) : null);
        answer.set(first + 1, request.needed(first + 1) ? ofBias(first + 1) : null);
        return answer.build();
    }

    /** Sequences {@code from} to {@code to} of the present step. */
    @Override
    public final void run(int from, int to) {
        int first = packing.offset(step);
        cell(engine.arithmetic().cells(), step, from, first + from, first + to);
        if (step > 0 || request.needed(1)) {
            packedWeight.multiply(da.array(), first * call.width(), call.width(), 1, dh.array(), dh.offset(), from, to);
        }
    }

    private @Nullable Tensor ofSource() {
        Indices rows = call.rows();
        if (rows == null) {
            return Gradients.deliver(engine, request, 0, dx());
        }
        FloatTensor table = call.results().zeros(source.shape());
        engine.arithmetic().scatterAdd(dx().array(), dx().offset(), rows, call.width(), table.array());
        return Gradients.deliver(engine, request, 0, table);
    }

    /** da^T h_before over all tokens, but for those that have zeros before them. */
    private @Nullable Tensor ofWeight(int index) {
        boolean leavesOut = packing.steps() > 1 && h.startsFromZeros()
                && call.areFinite(da, packing.offset(1) * call.width());
        int firstStep = leavesOut ? 1 : 0;
        int first = packing.offset(firstStep);
        int tokens = packing.total() - first;
        FloatTensor dw = Gradients.place(engine, call.results(), request, index, weight.shape());
        try (RightOperand before = engine.arithmetic().operand(tokens, hidden)) {
            engine.workers().run((from, to) -> h.putBefore(before, first, firstStep + from, firstStep + to),
                    packing.steps() - firstStep, Products.WORK_PER_PACKED * tokens * hidden);
            engine.products().multiply(da.array(), da.offset() + first * call.width(), 1, call.width(), before,
                    call.width(), (long) tokens * hidden, dw.array(), dw.offset());
        }
        return Gradients.deliver(engine, request, index, dw);
    }

    private @Nullable Tensor ofBias(int index) {
        FloatTensor db = Gradients.place(engine, call.results(), request, index, Shape.of(call.width()));
        engine.arithmetic().sumOfRows(da.array(), da.offset(), packing.total(), call.width(), db.array(), db.offset());
        return Gradients.deliver(engine, request, index, db);
    }
}
