package unroll.backend.pure.fused;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
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

/** y = x W^T + b; then dx = dy W, dW = dy^T x and db = the sum of the rows of dy. */
public final class LinearKernel implements FusedKernel<NoAttributes> {
    private final Engine engine;

    public LinearKernel(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Forward forward(Scope scope, NoAttributes attributes, Tensors inputs, long neededMask) {
        FloatScope results = engine.pool().own(scope);
        FloatTensor x = engine.pool().own("linear", inputs.get(0));
        FloatTensor weight = engine.pool().own("linear", inputs.get(1));
        Linear.check(inputs);
        FloatTensor y = results.dirty(Checks.matmul(x, false, weight, true));
        int rows = y.shape().dim(0);
        int out = y.shape().dim(1);
        FloatTensor bias = inputs.size() < 3 ? null : engine.pool().own("linear", inputs.get(2));
        engine.products().multiply(x.array(), x.offset(), false, weight.array(), weight.offset(), true, rows,
                x.shape().dim(1), out, y.array(), y.offset());
        if (bias != null) {
            engine.arithmetic().addToEachRow(y.array(), y.offset(), rows, bias.array(), bias.offset(), out);
        }
        return new Forward(Tensors.of(y), neededMask != INFERENCE ? inputs : Tensors.of());
    }

    @Override
    public Tensors backward(Scope scope, NoAttributes attributes, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        FloatScope results = engine.pool().own(scope);
        FloatTensor x = engine.pool().own("linear", saved.get(0));
        FloatTensor weight = engine.pool().own("linear", saved.get(1));
        Tensor flowing = outputGradients.find(0);
        if (flowing == null) {
            Tensor bias = saved.size() < 3
                    ? null
                    : Gradients.none(results, request, 2, Shape.of(weight.shape().dim(0)));
            return answer(saved.size(), Gradients.none(results, request, 0, x.shape()),
                    Gradients.none(results, request, 1, weight.shape()), bias);
        }
        FloatTensor dy = engine.pool().own("linear", flowing);
        boolean toBias = saved.size() > 2 && request.needed(2);
        return answer(saved.size(), request.needed(0) ? ofInput(results, dy, weight, request) : null,
                request.needed(1) ? ofWeight(results, dy, x, request) : null,
                toBias ? ofBias(results, dy, request) : null);
    }

    private @Nullable Tensor ofInput(FloatScope results, FloatTensor dy, FloatTensor weight, GradientRequest request) {
        int rows = dy.shape().dim(0);
        int out = dy.shape().dim(1);
        int in = weight.shape().dim(1);
        FloatTensor dx = Gradients.place(engine, results, request, 0, Shape.of(rows, in));
        engine.products().multiply(dy.array(), dy.offset(), false, weight.array(), weight.offset(), false, rows, out,
                in, dx.array(), dx.offset());
        return Gradients.deliver(engine, request, 0, dx);
    }

    private @Nullable Tensor ofWeight(FloatScope results, FloatTensor dy, FloatTensor x, GradientRequest request) {
        int rows = dy.shape().dim(0);
        int out = dy.shape().dim(1);
        int in = x.shape().dim(1);
        FloatTensor dw = Gradients.place(engine, results, request, 1, Shape.of(out, in));
        engine.products().multiply(dy.array(), dy.offset(), true, x.array(), x.offset(), false, out, rows, in,
                dw.array(), dw.offset());
        return Gradients.deliver(engine, request, 1, dw);
    }

    private @Nullable Tensor ofBias(FloatScope results, FloatTensor dy, GradientRequest request) {
        FloatTensor db = Gradients.place(engine, results, request, 2, Shape.of(dy.shape().dim(1)));
        engine.arithmetic().sumOfRows(dy.array(), dy.offset(), dy.shape().dim(0), dy.shape().dim(1), db.array(),
                db.offset());
        return Gradients.deliver(engine, request, 2, db);
    }

    private static Tensors answer(int size, @Nullable Tensor x, @Nullable Tensor weight, @Nullable Tensor bias) {
        return size < 3 ? Tensors.of(x, weight) : Tensors.of(x, weight, bias);
    }
}
