package unroll.backend.tornado.fused;

import unroll.api.composite.CrossEntropy;
import unroll.api.support.Checks;
import unroll.api.support.Gradients;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.storage.DeviceTensor;
import unroll.backend.tornado.storage.Memory;

/**
 * The loss and, at once, the gradient of the logits, which backward only has to scale. Saves that gradient:
 * (softmax - one-hot) / counted, zero in rows that are ignored.
 */
public final class CrossEntropyKernel implements FusedKernel<CrossEntropy.Targets> {
    private final Memory memory;

    /** On the backend's memory. */
    public CrossEntropyKernel(Memory memory) {
        this.memory = memory;
    }

    private Call call(Scope scope) {
        return new Call(memory, CrossEntropy.CROSS_ENTROPY.name(), scope);
    }

    @Override
    public Forward forward(Scope scope, CrossEntropy.Targets targets, Tensors inputs, long neededMask) {
        Call call = call(scope);
        DeviceTensor logits = call.own(inputs.get(0));
        CrossEntropy.check(logits, targets);
        int rows = logits.shape().dim(0);
        DeviceTensor loss = call.results().dirty(Shape.SCALAR);
        int losses = call.results().take(rows);
        DeviceTensor gradient = neededMask == INFERENCE ? null : call.results().dirty(logits.shape());
        call.machine().run(Task.CROSS_ENTROPY, rows, (float) (1.0 / targets.counted()), 0, rows,
                logits.shape().dim(1), logits.at(), call.results().upload(targets.classes()), targets.ignoreIndex(),
                losses, call.place(gradient));
        call.sums().all(rows, losses, loss.at());
        return new Forward(Tensors.of(loss), gradient == null ? Tensors.of() : Tensors.of(gradient));
    }

    @Override
    public Tensors backward(Scope scope, CrossEntropy.Targets targets, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        Call call = call(scope);
        DeviceTensor unit = call.own(saved.get(0));
        Gradients<DeviceTensor> gradients = call.gradients(request, 1);
        Tensor flowing = outputGradients.find(0);
        if (flowing == null) {
            gradients.none(0, unit.shape());
        } else if (gradients.needed(0)) {
            DeviceTensor factor = call.own(flowing);
            Checks.rank(CrossEntropy.CROSS_ENTROPY.name(), factor, 0);
            DeviceTensor gradient = call.results().dirty(unit.shape());
            call.elements().scaleBy(unit.size(), unit.at(), factor.at(), gradient.at());
            gradients.deliver(0, gradient);
        }
        return gradients.answer();
    }
}
