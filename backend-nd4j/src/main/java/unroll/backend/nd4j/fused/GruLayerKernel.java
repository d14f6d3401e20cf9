package unroll.backend.nd4j.fused;

import unroll.api.composite.GruRecurrence;
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
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/**
 * The layer of torch.nn.GRU's recurrence. Saves its inputs, y, the gates r, z, n and s = W_hn h_{t-1} + b_hn.
 *
 * <p>Inputs: source, h_0, W_hh, b_hh. Outputs: y, h_n. Backward, with a_n what tanh is taken of and so on: da_n = dh (1 -
 * z) (1 - n^2), da_z = dh (h_{t-1} - n) z (1 - z), da_r = da_n s r (1 - r), ds = da_n r, and dh_{t-1} has dh z, da_r
 * W_hr, da_z W_hz and ds W_hn.
 */
public final class GruLayerKernel extends LayerKernel {
    public GruLayerKernel(StoragePool pool) {
        super(pool, GruRecurrence.GRU);
    }

    @Override
    public Forward forward(Scope scope, RecurrentLayer.Sequence sequence, Tensors inputs, long neededMask) {
        OffHeapScope results = own(scope);
        OffHeapTensor source = own(inputs.get(0));
        OffHeapTensor initial = own(inputs.get(1));
        OffHeapTensor weight = own(inputs.get(2));
        OffHeapTensor bias = own(inputs.get(3));
        int hidden = check(sequence, inputs);
        Packing packing = sequence.packing();
        Shape shape = Shape.of(packing.total(), hidden);
        OffHeapTensor r = results.dirty(shape);
        OffHeapTensor z = results.dirty(shape);
        OffHeapTensor n = results.dirty(shape);
        OffHeapTensor s = results.zeros(shape);
        OffHeapTensor y = results.dirty(shape);
        PackedRows.spread(sequence, source, 0, r);
        PackedRows.spread(sequence, source, 1, z);
        PackedRows.spread(sequence, source, 2, n);
        Blas blas = results.calls().blas();
        blas.addToEachRow(bias.address(), r.address(), packing.total(), hidden);
        blas.addToEachRow(bias.address(hidden), z.address(), packing.total(), hidden);
        blas.addToEachRow(bias.address(2L * hidden), s.address(), packing.total(), hidden);
        long before = initial.address();
        for (int t = 0; t < packing.steps(); t++) {
            long from = (long) packing.offset(t) * hidden;
            step(results, weight, packing.rows(t), hidden, before, r.address(from), z.address(from), n.address(from),
                    s.address(from), y.address(from));
            before = y.address(from);
        }
        OffHeapTensor last = results.dirty(initial.shape());
        PackedRows.last(packing, y, last);
        Tensors saved = neededMask == INFERENCE
                ? Tensors.of()
                : Tensors.ofAll(new OffHeapTensor[] {source, initial, weight, y, r, z, n, s});
        return new Forward(Tensors.of(y, last), saved);
    }

    /** One step, in which the gates hold what the projected input and the biases add to them. */
    private static void step(OffHeapScope results, OffHeapTensor weight, int rows, int hidden, long before, long r,
            long z, long n, long s, long y) {
        Blas blas = results.calls().blas();
        Elementwise elementwise = results.calls().elementwise();
        long count = (long) rows * hidden;
        long square = (long) hidden * hidden;
        blas.addProduct(before, false, weight.address(), true, rows, hidden, hidden, r);
        blas.addProduct(before, false, weight.address(square), true, rows, hidden, hidden, z);
        blas.addProduct(before, false, weight.address(2 * square), true, rows, hidden, hidden, s);
        elementwise.apply(Transform.SIGMOID, r, r, count);
        elementwise.apply(Transform.SIGMOID, z, z, count);
        elementwise.apply(Pairwise.MULTIPLY, r, s, y, count);
        elementwise.apply(Pairwise.ADD, n, y, y, count);
        elementwise.tanh(y, n, count);
        elementwise.apply(Pairwise.SUBTRACT, before, n, y, count);
        elementwise.apply(Pairwise.MULTIPLY, z, y, y, count);
        elementwise.apply(Pairwise.ADD, n, y, y, count);
    }

    @Override
    public Tensors backward(Scope scope, RecurrentLayer.Sequence sequence, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        OffHeapScope results = own(scope);
        OffHeapTensor source = own(saved.get(0));
        OffHeapTensor initial = own(saved.get(1));
        OffHeapTensor weight = own(saved.get(2));
        OffHeapTensor y = own(saved.get(3));
        Packing packing = sequence.packing();
        Gradients<OffHeapTensor> gradients = gradients(results, request);
        OffHeapTensor dh = arriving(results, packing, y.shape(), outputGradients.find(0), outputGradients.find(1));
        OffHeapTensor before = results.dirty(y.shape());
        PackedRows.before(packing, initial, y, before);
        OffHeapTensor first = results.zeros(initial.shape());
        GruBackward steps = new GruBackward(results, weight, own(saved.get(4)), own(saved.get(5)), own(saved.get(6)),
                own(saved.get(7)), before);
        steps.run(packing, dh, first);
        if (gradients.needed(1)) {
            gradients.deliver(1, first);
        }
        addSums(gradients, results, sequence, source.shape(), steps.toSource(), steps.toSums(), before);
        return gradients.answer();
    }
}
