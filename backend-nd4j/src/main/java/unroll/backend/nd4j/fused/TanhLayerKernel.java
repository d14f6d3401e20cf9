package unroll.backend.nd4j.fused;

import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
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
 * The layer of the tanh recurrence. Saves its inputs and y.
 *
 * <p>Inputs: source, h_0, W_hh, b_hh. Outputs: y, h_n. Backward, with a_t what tanh is taken of: da_t = dh_t (1 - y_t^2)
 * and dh_{t-1} = dy_{t-1} + da_t W_hh.
 */
public final class TanhLayerKernel extends LayerKernel {
    public TanhLayerKernel(StoragePool pool) {
        super(pool, TanhRecurrence.TANH);
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
        Blas blas = results.calls().blas();
        OffHeapTensor sums = results.dirty(Shape.of(packing.total(), hidden));
        OffHeapTensor y = results.dirty(sums.shape());
        PackedRows.spread(sequence, source, 0, sums);
        blas.addToEachRow(bias.address(), sums.address(), packing.total(), hidden);
        long before = initial.address();
        for (int t = 0; t < packing.steps(); t++) {
            int rows = packing.rows(t);
            long from = (long) packing.offset(t) * hidden;
            blas.addProduct(before, false, weight.address(), true, rows, hidden, hidden, sums.address(from));
            before = y.address(from);
            results.calls().elementwise().tanh(sums.address(from), before, (long) rows * hidden);
        }
        OffHeapTensor last = results.dirty(initial.shape());
        PackedRows.last(packing, y, last);
        return new Forward(Tensors.of(y, last),
                neededMask != INFERENCE ? Tensors.of(source, initial, weight, bias, y) : Tensors.of());
    }

    @Override
    public Tensors backward(Scope scope, RecurrentLayer.Sequence sequence, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        OffHeapScope results = own(scope);
        OffHeapTensor source = own(saved.get(0));
        OffHeapTensor initial = own(saved.get(1));
        OffHeapTensor weight = own(saved.get(2));
        OffHeapTensor y = own(saved.get(4));
        int hidden = initial.shape().dim(1);
        Packing packing = sequence.packing();
        Gradients<OffHeapTensor> gradients = gradients(results, request);
        Blas blas = results.calls().blas();
        Elementwise elementwise = results.calls().elementwise();
        // the gradient of h, and in its place that of a
        OffHeapTensor da = arriving(results, packing, y.shape(), outputGradients.find(0), outputGradients.find(1));
        OffHeapTensor slope = results.dirty(y.shape());
        elementwise.apply(Transform.SQUARE, y.address(), slope.address(), y.size());
        elementwise.apply(Transform.ONE_MINUS, slope.address(), slope.address(), y.size());
        for (int t = packing.steps() - 1; t >= 0; t--) {
            int rows = packing.rows(t);
            long from = (long) packing.offset(t) * hidden;
            elementwise.apply(Pairwise.MULTIPLY, da.address(from), slope.address(from), da.address(from),
                    (long) rows * hidden);
            if (t > 0) {
                blas.addProduct(da.address(from), false, weight.address(), false, rows, hidden, hidden,
                        da.address((long) packing.offset(t - 1) * hidden));
            }
        }
        if (gradients.needed(1)) {
            blas.addProduct(da.address(), false, weight.address(), false, packing.batch(), hidden, hidden,
                    gradients.sink(1, initial.shape()).address());
        }
        OffHeapTensor before = results.dirty(y.shape());
        PackedRows.before(packing, initial, y, before);
        OffHeapTensor[] gates = {da};
        addSums(gradients, results, sequence, source.shape(), gates, gates, before);
        return gradients.answer();
    }
}
