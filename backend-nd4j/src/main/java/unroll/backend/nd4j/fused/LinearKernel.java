package unroll.backend.nd4j.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.support.Checks;
import unroll.api.support.Gradients;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/** y = x W^T + b: the product is added to rows of the bias. Saves its inputs. */
public final class LinearKernel implements FusedKernel<NoAttributes> {
    private static final String NAME = "linear";

    private final StoragePool pool;

    public LinearKernel(StoragePool pool) {
        this.pool = pool;
    }

    @Override
    public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
        OffHeapScope results = pool.own(scope);
        OffHeapTensor x = own(inputs, 0);
        OffHeapTensor weight = own(inputs, 1);
        OffHeapTensor bias = inputs.size() < 3 ? null : own(inputs, 2);
        Linear.check(inputs);
        OffHeapTensor y = results.dirty(Checks.matmul(x, false, weight, true));
        int rows = y.shape().dim(0);
        int out = y.shape().dim(1);
        Blas blas = results.calls().blas();
        if (bias == null) {
            blas.multiply(x.address(), false, weight.address(), true, rows, x.shape().dim(1), out, y.address());
        } else {
            for (int i = 0; i < rows; i++) {
                OffHeap.copy(bias.address(), y.address((long) i * out), out);
            }
            blas.addProduct(x.address(), false, weight.address(), true, rows, x.shape().dim(1), out, y.address());
        }
        return new Forward(Tensors.of(y), neededMask != INFERENCE ? inputs : Tensors.of());
    }

    @Override
    public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        OffHeapScope results = pool.own(scope);
        OffHeapTensor x = own(saved, 0);
        OffHeapTensor weight = own(saved, 1);
        Gradients<OffHeapTensor> gradients = Sinks.of(pool, results, request, saved.size());
        Tensor flowing = outputGradients.find(0);
        OffHeapTensor dy = flowing == null ? null : pool.own(NAME, flowing);
        add(gradients, results, x, weight, dy, saved.size() > 2);
        return gradients.answer();
    }

    private static void add(Gradients<OffHeapTensor> gradients, OffHeapScope results, OffHeapTensor x,
            OffHeapTensor weight,
            @Nullable OffHeapTensor dy, boolean hasBias) {
        int rows = x.shape().dim(0);
        int out = weight.shape().dim(0);
        int in = weight.shape().dim(1);
        if (dy == null) {
            gradients.none(0, x.shape());
            gradients.none(1, weight.shape());
            if (hasBias) {
                gradients.none(2, Shape.of(out));
            }
            return;
        }
        Blas blas = results.calls().blas();
        if (gradients.needed(0)) {
            blas.addProduct(dy.address(), false, weight.address(), false, rows, out, in,
                    gradients.sink(0, x.shape()).address());
        }
        if (gradients.needed(1)) {
            blas.addProduct(dy.address(), true, x.address(), false, out, rows, in,
                    gradients.sink(1, weight.shape()).address());
        }
        if (hasBias && gradients.needed(2)) {
            blas.addSumOfRows(dy.address(), rows, out, gradients.sink(2, Shape.of(out)).address());
        }
    }

    private OffHeapTensor own(Tensors inputs, int index) {
        return pool.own(NAME, inputs.get(index));
    }
}
