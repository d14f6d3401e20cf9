package unroll.backend.nd4j.fused;

import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.support.Gradients;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.call.Elementwise;
import unroll.backend.nd4j.call.Pairwise;
import unroll.backend.nd4j.call.Transform;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/**
 * The layer of torch.nn.LSTM's recurrence. Saves its inputs but the bias, y, the gates i, f, g, o, and c and tanh(c) after
 * each token.
 *
 * <p>Inputs: source, h_0, c_0, W_hh, b_hh. Outputs: y, h_n, c_n.
 */
public final class LstmLayerKernel extends LayerKernel {
    private static final int GATES = 4;

    public LstmLayerKernel(StoragePool pool) {
        super(pool, LstmRecurrence.LSTM);
    }

    @Override
    public Forward forward(Scope scope, RecurrentLayer.Sequence sequence, Tensors inputs, long neededMask) {
        OffHeapScope results = own(scope);
        OffHeapTensor source = own(inputs.get(0));
        OffHeapTensor initial = own(inputs.get(1));
        OffHeapTensor initialCell = own(inputs.get(2));
        OffHeapTensor weight = own(inputs.get(3));
        OffHeapTensor bias = own(inputs.get(4));
        int hidden = check(sequence, inputs);
        Packing packing = sequence.packing();
        Shape shape = Shape.of(packing.total(), hidden);
        Blas blas = results.calls().blas();
        OffHeapTensor[] gates = new OffHeapTensor[GATES];
        for (int gate = 0; gate < GATES; gate++) {
            gates[gate] = results.dirty(shape);
            PackedRows.spread(sequence, source, gate, gates[gate]);
            blas.addToEachRow(bias.address((long) gate * hidden), gates[gate].address(), packing.total(), hidden);
        }
        OffHeapTensor c = results.dirty(shape);
        OffHeapTensor squashed = results.dirty(shape);
        OffHeapTensor y = results.dirty(shape);
        long before = initial.address();
        long cellBefore = initialCell.address();
        for (int t = 0; t < packing.steps(); t++) {
            int rows = packing.rows(t);
            long from = (long) packing.offset(t) * hidden;
            for (int gate = 0; gate < GATES; gate++) {
                blas.addProduct(before, false, weight.address((long) gate * hidden * hidden), true, rows, hidden,
                        hidden, gates[gate].address(from));
            }
            step(results.calls().elementwise(), gates, cellBefore, c, squashed, y, from, (long) rows * hidden);
            before = y.address(from);
            cellBefore = c.address(from);
        }
        OffHeapTensor last = results.dirty(initial.shape());
        PackedRows.last(packing, y, last);
        OffHeapTensor lastCell = results.dirty(initial.shape());
        PackedRows.last(packing, c, lastCell);
        Tensors saved = neededMask == INFERENCE
                ? Tensors.of()
                : Tensors.ofAll(new OffHeapTensor[] {source, initial, initialCell, weight, y, gates[0], gates[1],
                    gates[2], gates[3], c, squashed});
        return new Forward(Tensors.of(y, last, lastCell), saved);
    }

    /** What a step does once the gates hold their sums. */
    private static void step(Elementwise elementwise, OffHeapTensor[] gates, long cellBefore, OffHeapTensor c,
            OffHeapTensor squashed, OffHeapTensor y, long from, long count) {
        long input = gates[0].address(from);
        long forget = gates[1].address(from);
        long candidate = gates[2].address(from);
        long output = gates[3].address(from);
        long cell = c.address(from);
        long room = squashed.address(from);
        elementwise.apply(Transform.SIGMOID, input, input, count);
        elementwise.apply(Transform.SIGMOID, forget, forget, count);
        OffHeap.copy(candidate, room, count);
        elementwise.tanh(room, candidate, count);
        elementwise.apply(Transform.SIGMOID, output, output, count);
        elementwise.apply(Pairwise.MULTIPLY, forget, cellBefore, cell, count);
        elementwise.apply(Pairwise.MULTIPLY, input, candidate, room, count);
        elementwise.apply(Pairwise.ADD, cell, room, cell, count);
        elementwise.tanh(cell, room, count);
        elementwise.apply(Pairwise.MULTIPLY, output, room, y.address(from), count);
    }

    @Override
    public Tensors backward(Scope scope, RecurrentLayer.Sequence sequence, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        OffHeapScope results = own(scope);
        OffHeapTensor source = own(saved.get(0));
        OffHeapTensor initial = own(saved.get(1));
        OffHeapTensor weight = own(saved.get(3));
        OffHeapTensor y = own(saved.get(4));
        OffHeapTensor c = own(saved.get(9));
        Packing packing = sequence.packing();
        Gradients<OffHeapTensor> gradients = gradients(results, request);
        OffHeapTensor before = results.dirty(y.shape());
        // first for c: the slopes need it
        PackedRows.before(packing, own(saved.get(2)), c, before);
        LstmBackward steps = new LstmBackward(results, weight,
                new OffHeapTensor[] {own(saved.get(5)), own(saved.get(6)), own(saved.get(7)), own(saved.get(8))},
                own(saved.get(10)), before);
        OffHeapTensor first = results.zeros(initial.shape());
        OffHeapTensor firstCell = results.zeros(initial.shape());
        steps.run(packing, arriving(results, packing, y.shape(), outputGradients.find(0), outputGradients.find(1)),
                arriving(results, packing, y.shape(), null, outputGradients.find(2)), first, firstCell);
        if (gradients.needed(1)) {
            gradients.deliver(1, first);
        }
        if (gradients.needed(2)) {
            gradients.deliver(2, firstCell);
        }
        PackedRows.before(packing, initial, y, before);
        addSums(gradients, results, sequence, source.shape(), steps.toGates(), steps.toGates(), before);
        return gradients.answer();
    }
}
