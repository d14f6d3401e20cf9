package unroll.backend.nd4j.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.TensorException;
import unroll.api.support.Gradients;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/**
 * A recurrent layer over a packed batch whose weights are W_hh [gates * hidden_size, hidden_size] and b_hh. Each gate has
 * a matrix of its own with a row for each token, so that a step is a run of memory.
 */
abstract sealed class LayerKernel implements FusedKernel<RecurrentLayer.Sequence> permits TanhLayerKernel,
        GruLayerKernel, LstmLayerKernel {
    private final StoragePool pool;
    private final RecurrentLayer layer;

    LayerKernel(StoragePool pool, Recurrence recurrence) {
        this.pool = pool;
        this.layer = new RecurrentLayer(recurrence);
    }

    /** The same scope, as this backend's. */
    final OffHeapScope own(Scope scope) {
        return pool.own(scope);
    }

    /** The same tensor, as this backend's. */
    final OffHeapTensor own(Tensor tensor) {
        return pool.own(layer.name(), tensor);
    }

    /** Gathers the gradients that a request asks for. */
    final Gradients<OffHeapTensor> gradients(OffHeapScope results, GradientRequest request) {
        return Sinks.of(pool, results, request, layer.firstWeight() + 2);
    }

    /**
     * The check at the door.
     *
     * @return hidden_size
     * @throws TensorException if the inputs do not fit each other or the packing
     */
    final int check(RecurrentLayer.Sequence sequence, Tensors inputs) {
        int hidden = layer.check(sequence, inputs);
        layer.checkWeights(inputs, hidden);
        return hidden;
    }

    /** The gradient of the states after each token, as far as it comes from outside: from the outputs and the last state. */
    final OffHeapTensor arriving(OffHeapScope results, Packing packing, Shape shape,
            @Nullable Tensor toOutputs,
            @Nullable Tensor toLast) {
        OffHeapTensor sum = toOutputs == null ? results.zeros(shape) : results.dirty(shape);
        if (toOutputs != null) {
            OffHeap.copy(own(toOutputs).address(), sum.address(), sum.size());
        }
        if (toLast != null) {
            PackedRows.addLast(results.calls().blas(), packing, own(toLast), sum);
        }
        return sum;
    }

    /**
     * Adds what a layer's gradients are sums of over all tokens: those of the projected input and of the weights.
     *
     * @param toSource for each gate the gradient of its part of the projected input
     * @param toSums for each gate the gradient of its part of W_hh h + b_hh
     * @param before h before each token
     */
    final void addSums(Gradients<OffHeapTensor> gradients, OffHeapScope results, RecurrentLayer.Sequence sequence,
            Shape source,
            OffHeapTensor[] toSource, OffHeapTensor[] toSums, OffHeapTensor before) {
        int total = before.shape().dim(0);
        int hidden = before.shape().dim(1);
        int gates = toSums.length;
        Blas blas = results.calls().blas();
        if (gradients.needed(0)) {
            addToSource(gradients, results, sequence, source, toSource, hidden);
        }
        int weight = layer.firstWeight();
        if (gradients.needed(weight)) {
            OffHeapTensor sink = gradients.sink(weight, Shape.of(gates * hidden, hidden));
            for (int gate = 0; gate < gates; gate++) {
                blas.addProduct(toSums[gate].address(), true, before.address(), false, hidden, total, hidden,
                        sink.address((long) gate * hidden * hidden));
            }
        }
        if (gradients.needed(weight + 1)) {
            OffHeapTensor sink = gradients.sink(weight + 1, Shape.of(gates * hidden));
            for (int gate = 0; gate < gates; gate++) {
                blas.addSumOfRows(toSums[gate].address(), total, hidden, sink.address((long) gate * hidden));
            }
        }
    }

    private static void addToSource(Gradients<OffHeapTensor> gradients, OffHeapScope results,
            RecurrentLayer.Sequence sequence,
            Shape source, OffHeapTensor[] toSource, int hidden) {
        Indices rows = sequence.rows();
        int gates = toSource.length;
        if (rows != null) {
            OffHeapTensor sink = gradients.sink(0, source);
            for (int gate = 0; gate < gates; gate++) {
                results.calls().blas().scatterAdd(toSource[gate].address(), rows, hidden,
                        sink.address((long) gate * hidden), gates * hidden);
            }
        } else if (gates == 1) {
            gradients.deliver(0, toSource[0]);
        } else {
            OffHeapTensor joined = results.dirty(source);
            for (int gate = 0; gate < gates; gate++) {
                OffHeap.copyRows(toSource[gate].address(), hidden,
                        joined.address((long) gate * hidden), gates * hidden, source.dim(0), hidden);
            }
            gradients.deliver(0, joined);
        }
    }
}
