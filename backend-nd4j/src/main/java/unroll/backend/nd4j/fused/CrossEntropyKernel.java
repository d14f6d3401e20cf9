package unroll.backend.nd4j.fused;

import unroll.api.composite.CrossEntropy;
import unroll.api.support.Checks;
import unroll.api.support.Gradients;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.nd4j.call.Blas;
import unroll.backend.nd4j.call.Elementwise;
import unroll.backend.nd4j.call.Pairwise;
import unroll.backend.nd4j.call.Transform;
import unroll.backend.nd4j.call.WithScalar;
import unroll.backend.nd4j.memory.OffHeap;
import unroll.backend.nd4j.memory.Rows;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/**
 * The loss and, at once, the gradient of the logits, which backward only has to scale. Saves that gradient:
 * (softmax - one-hot) / counted, zero in rows that are ignored.
 */
public final class CrossEntropyKernel implements FusedKernel<CrossEntropy.Targets> {
    private static final String NAME = "cross_entropy";

    private final StoragePool pool;

    public CrossEntropyKernel(StoragePool pool) {
        this.pool = pool;
    }

    @Override
    public Forward forward(Scope scope, CrossEntropy.Targets targets, Tensors inputs, long neededMask) {
        OffHeapScope results = pool.own(scope);
        OffHeapTensor logits = pool.own(NAME, inputs.get(0));
        CrossEntropy.check(logits, targets);
        OffHeapTensor shifted = shifted(results, logits);
        OffHeapTensor exponentials = results.dirty(logits.shape());
        results.calls().elementwise().apply(Transform.EXP, shifted.address(), exponentials.address(),
                exponentials.size());
        OffHeapTensor sums = results.zeros(Shape.of(logits.shape().dim(0)));
        results.calls().blas().addSumOfEachRow(exponentials.address(), sums.size(), logits.shape().dim(1),
                sums.address());
        Tensors saved = neededMask == INFERENCE
                ? Tensors.of()
                : Tensors.of(gradient(results, targets, exponentials, sums));
        return new Forward(Tensors.of(loss(results, targets, shifted, sums)), saved);
    }

    /** The logits less the largest of their row. */
    private static OffHeapTensor shifted(OffHeapScope results, OffHeapTensor logits) {
        int rows = logits.shape().dim(0);
        int columns = logits.shape().dim(1);
        OffHeapTensor largest = results.dirty(Shape.of(rows));
        for (int i = 0; i < rows; i++) {
            OffHeap.set(largest.address(i), Rows.largest(logits.address((long) i * columns), columns, 1));
        }
        OffHeapTensor shifted = results.dirty(logits.shape());
        OffHeap.copy(logits.address(), shifted.address(), logits.size());
        results.calls().blas().subtractFromEachColumn(largest.address(), shifted.address(), rows, columns);
        return shifted;
    }

    private static OffHeapTensor gradient(OffHeapScope results, CrossEntropy.Targets targets,
            OffHeapTensor exponentials, OffHeapTensor sums) {
        int columns = exponentials.shape().dim(1);
        Blas blas = results.calls().blas();
        OffHeapTensor factors = results.dirty(sums.shape());
        results.calls().elementwise().apply(WithScalar.REVERSE_DIVIDE, sums.address(), weight(targets),
                factors.address(), factors.size());
        OffHeapTensor gradient = results.zeros(exponentials.shape());
        for (int i = 0; i < sums.size(); i++) {
            int target = targets.classes().at(i);
            if (target != targets.ignoreIndex()) {
                long row = (long) i * columns;
                OffHeap.set(gradient.address(row + target), -weight(targets));
                blas.addScaled(OffHeap.get(factors.address(i)), exponentials.address(row), gradient.address(row),
                        columns);
            }
        }
        return gradient;
    }

    /** The mean over the rows that count of log(sum) - shifted logit of the target. */
    private static OffHeapTensor loss(OffHeapScope results, CrossEntropy.Targets targets, OffHeapTensor shifted,
            OffHeapTensor sums) {
        Shape counted = Shape.of(targets.counted());
        OffHeapTensor losses = results.dirty(counted);
        OffHeapTensor picked = results.dirty(counted);
        int columns = shifted.shape().dim(1);
        int next = 0;
        for (int i = 0; i < sums.size(); i++) {
            int target = targets.classes().at(i);
            if (target != targets.ignoreIndex()) {
                OffHeap.set(losses.address(next), OffHeap.get(sums.address(i)));
                OffHeap.set(picked.address(next), OffHeap.get(shifted.address((long) i * columns + target)));
                next++;
            }
        }
        Elementwise elementwise = results.calls().elementwise();
        elementwise.apply(Transform.LOG, losses.address(), losses.address(), next);
        elementwise.apply(Pairwise.SUBTRACT, losses.address(), picked.address(), losses.address(), next);
        OffHeapTensor loss = results.dirty(Shape.SCALAR);
        OffHeap.set(loss.address(), results.calls().blas().sum(losses.address(), next));
        results.calls().blas().scale(weight(targets), loss.address(), 1);
        return loss;
    }

    private static float weight(CrossEntropy.Targets targets) {
        return (float) (1.0 / targets.counted());
    }

    @Override
    public Tensors backward(Scope scope, CrossEntropy.Targets targets, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        OffHeapScope results = pool.own(scope);
        OffHeapTensor unit = pool.own(NAME, saved.get(0));
        Gradients<OffHeapTensor> gradients = Sinks.of(pool, results, request, 1);
        Tensor flowing = outputGradients.find(0);
        if (flowing == null) {
            gradients.none(0, unit.shape());
        } else if (gradients.needed(0)) {
            OffHeapTensor factor = pool.own(NAME, flowing);
            Checks.rank(NAME, factor, 0);
            OffHeapTensor gradient = results.dirty(unit.shape());
            results.calls().elementwise().applyAt(WithScalar.MULTIPLY, unit.address(), factor.address(),
                    gradient.address(), unit.size());
            gradients.deliver(0, gradient);
        }
        return gradients.answer();
    }
}
