package unroll.backend.pure.fused;

import unroll.api.composite.AdamUpdate;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatTensor;

/** Adam's update in place on flat blocks. */
public final class AdamKernel {
    private static final Shape SCALARS = Shape.of(2);

    private final Engine engine;
    private final FlatBlocks blocks;

    public AdamKernel(Engine engine) {
        this.engine = engine;
        this.blocks = new FlatBlocks(engine, "adam");
    }

    /**
     * Updates the destinations if they are the inputs (parameters, exp_avg, exp_avg_sq), as flat blocks are.
     *
     * @return whether it did; if not, the definition has to
     */
    public boolean update(Tensors destinations, AdamUpdate.Constants constants, Tensors inputs) {
        if (inputs.size() != 5 || destinations.size() != 3 || !blocks.inPlace(destinations, 0, inputs, 0)
                || !blocks.beside(inputs, 1) || !blocks.inPlace(destinations, 1, inputs, 2)
                || !blocks.inPlace(destinations, 2, inputs, 3) || !inputs.get(4).shape().equals(SCALARS)) {
            return false;
        }
        FloatTensor block = blocks.own(inputs, 0);
        float[] parameters = block.array();
        float[] gradients = blocks.own(inputs, 1).array();
        float[] mean = blocks.own(inputs, 2).array();
        float[] square = blocks.own(inputs, 3).array();
        float stepSize = blocks.scalar(inputs, 4, 0);
        float correction = blocks.scalar(inputs, 4, 1);
        blocks.update(block, (from, to) -> engine.arithmetic().adam(parameters, gradients, mean, square, from, to,
                (float) constants.beta1(), (float) (1 - constants.beta1()), (float) constants.beta2(),
                (float) (1 - constants.beta2()), (float) constants.epsilon(), stepSize, correction));
        return true;
    }
}
