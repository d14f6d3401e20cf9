package unroll.backend.pure.fused;

import unroll.api.composite.CrossEntropy;
import unroll.api.support.Checks;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/** The loss and, at once, the gradient of the logits, which backward only has to scale. */
public final class CrossEntropyKernel implements FusedKernel<CrossEntropy.Targets> {
    /** An exponential and what goes with it take about as long as this many multiply-adds. */
    private static final long WORK_PER_LOGIT = 200;

    private final Engine engine;

    public CrossEntropyKernel(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Forward forward(Scope scope, CrossEntropy.Targets targets, Tensors inputs, long neededMask) {
        FloatScope results = engine.pool().own(scope);
        FloatTensor logits = engine.pool().own("cross_entropy", inputs.get(0));
        CrossEntropy.check(logits, targets);
        int rows = logits.shape().dim(0);
        FloatTensor gradient = results.dirty(logits.shape());
        FloatTensor losses = results.dirty(Shape.of(rows));
        lossAndGradient(logits, targets, losses, gradient);
        FloatTensor loss = results.dirty(Shape.SCALAR);
        loss.array()[loss.offset()] = engine.arithmetic().sum(losses.array(), losses.offset(), rows) * weight(targets);
        return new Forward(Tensors.of(loss), neededMask != INFERENCE ? Tensors.of(gradient) : Tensors.of());
    }

    private void lossAndGradient(FloatTensor logits, CrossEntropy.Targets targets, FloatTensor losses,
            FloatTensor gradient) {
        int rows = logits.shape().dim(0);
        int columns = logits.shape().dim(1);
        long work = WORK_PER_LOGIT * logits.size();
        engine.workers().run(
                (from, to) -> engine.arithmetic().softmaxLoss(logits.array(), logits.offset(), columns,
                        targets.classes(),
                        targets.ignoreIndex(), weight(targets), losses.array(), gradient.array(), from, to),
                rows, work);
    }

    private static float weight(CrossEntropy.Targets targets) {
        return (float) (1.0 / targets.counted());
    }

    @Override
    public Tensors backward(Scope scope, CrossEntropy.Targets targets, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        if (!request.needed(0)) {
            return Tensors.of((Tensor) null);
        }
        FloatScope results = engine.pool().own(scope);
        FloatTensor unit = engine.pool().own("cross_entropy", saved.get(0));
        Tensor flowing = outputGradients.find(0);
        if (flowing == null) {
            return Tensors.of(Gradients.none(results, request, 0, unit.shape()));
        }
        FloatTensor factor = engine.pool().own("cross_entropy", flowing);
        Checks.rank("cross_entropy", factor, 0);
        FloatTensor gradient = results.dirty(unit.shape());
        engine.arithmetic().affine(unit.array(), unit.offset(), factor.array()[factor.offset()], 0, gradient.array(),
                gradient.offset(), unit.size());
        return Tensors.of(Gradients.deliver(engine, request, 0, gradient));
    }
}
