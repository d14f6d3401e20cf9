package unroll.backend.tornado.fused;

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
import unroll.backend.tornado.launch.Products.Matrix;
import unroll.backend.tornado.storage.DeviceTensor;
import unroll.backend.tornado.storage.Memory;

/** y = x W^T + b in one launch. Saves its inputs. */
public final class LinearKernel implements FusedKernel<NoAttributes> {
    private final Memory memory;

    /** On the backend's memory. */
    public LinearKernel(Memory memory) {
        this.memory = memory;
    }

    private Call call(Scope scope) {
        return new Call(memory, Linear.LINEAR.name(), scope);
    }

    @Override
    public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
        Call call = call(scope);
        DeviceTensor x = call.own(inputs.get(0));
        DeviceTensor weight = call.own(inputs.get(1));
        int bias = inputs.size() < 3 ? -1 : call.place(inputs.get(2));
        Linear.check(inputs);
        DeviceTensor y = call.results().dirty(Checks.matmul(x, false, weight, true));
        int in = x.shape().dim(1);
        int out = y.shape().dim(1);
        call.products().multiply(y.shape().dim(0), out, in, Matrix.of(x.at(), in, false),
                Matrix.of(weight.at(), in, true), Matrix.of(y.at(), out, false), bias, false);
        return new Forward(Tensors.of(y), neededMask != INFERENCE ? inputs : Tensors.of());
    }

    @Override
    public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        Call call = call(scope);
        DeviceTensor x = call.own(saved.get(0));
        DeviceTensor weight = call.own(saved.get(1));
        boolean hasBias = saved.size() > 2;
        int rows = x.shape().dim(0);
        int out = weight.shape().dim(0);
        int in = weight.shape().dim(1);
        Gradients<DeviceTensor> gradients = call.gradients(request, saved.size());
        Tensor flowing = outputGradients.find(0);
        if (flowing == null) {
            gradients.none(0, x.shape());
            gradients.none(1, weight.shape());
            if (hasBias) {
                gradients.none(2, Shape.of(out));
            }
            return gradients.answer();
        }
        int dy = call.place(flowing);
        if (gradients.needed(0)) {
            call.giveProduct(gradients, 0, x.shape(), out, Matrix.of(dy, out, false),
                    Matrix.of(weight.at(), in, false));
        }
        if (gradients.needed(1)) {
            call.giveProduct(gradients, 1, weight.shape(), rows, Matrix.of(dy, out, true),
                    Matrix.of(x.at(), in, false));
        }
        if (hasBias && gradients.needed(2)) {
            call.giveSumOfRows(gradients, 2, rows, out, dy);
        }
        return gradients.answer();
    }
}
