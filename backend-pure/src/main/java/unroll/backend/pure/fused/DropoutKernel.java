package unroll.backend.pure.fused;

import unroll.api.composite.Dropout;
import unroll.api.random.RandomStream;
import unroll.api.support.BinaryOp;
import unroll.api.support.Checks;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.kernel.DropoutFactors;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatScope;
import unroll.backend.pure.storage.FloatTensor;

/** Draws the factors where they are used and keeps them: y = factors x, then dx = factors dy. */
public final class DropoutKernel implements FusedKernel<Dropout.Mask> {
    /** Ten rounds of the generator for four elements take about as long as this many multiply-adds for each. */
    private static final long WORK_PER_ELEMENT = 128;

    private final Engine engine;

    public DropoutKernel(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Forward forward(Scope scope, Dropout.Mask mask, Tensors inputs, long neededMask) {
        FloatScope results = engine.pool().own(scope);
        FloatTensor x = engine.pool().own("dropout", inputs.get(0));
        FloatTensor factors = results.dirty(x.shape());
        int size = x.size();
        int blocks = (int) (((long) size + DropoutFactors.BLOCK - 1) / DropoutFactors.BLOCK);
        float scale = (float) mask.scale();
        engine.workers().run(
                (from, to) -> DropoutFactors.draw(mask.seed(), mask.draw(), mask.layer(), RandomStream.DROPOUT.number(),
                        mask.rate(), scale, factors.array(), size, from, to),
                blocks, WORK_PER_ELEMENT * size);
        return new Forward(Tensors.of(times(results, factors, x)),
                neededMask != INFERENCE ? Tensors.of(factors) : Tensors.of());
    }

    @Override
    public Tensors backward(Scope scope, Dropout.Mask mask, Tensors saved, Tensors outputGradients,
            GradientRequest request) {
        if (!request.needed(0)) {
            return Tensors.of((Tensor) null);
        }
        FloatScope results = engine.pool().own(scope);
        FloatTensor factors = engine.pool().own("dropout", saved.get(0));
        Tensor flowing = outputGradients.find(0);
        if (flowing == null) {
            return Tensors.of(Gradients.none(results, request, 0, factors.shape()));
        }
        FloatTensor dy = engine.pool().own("dropout", flowing);
        Checks.same("dropout", factors, dy);
        return Tensors.of(Gradients.deliver(engine, request, 0, times(results, factors, dy)));
    }

    private FloatTensor times(FloatScope results, FloatTensor factors, FloatTensor x) {
        FloatTensor product = results.dirty(x.shape());
        engine.arithmetic().binary(BinaryOp.MULTIPLY, x.array(), x.offset(), factors.array(), factors.offset(),
                product.array(), product.offset(), product.size());
        return product;
    }
}
