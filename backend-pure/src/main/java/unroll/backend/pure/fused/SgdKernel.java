package unroll.backend.pure.fused;

import unroll.api.composite.SgdUpdate;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.kernel.SgdStep;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatTensor;

/** The update of {@link SgdUpdate} in place on flat blocks. */
public final class SgdKernel {
    private static final Shape SCALARS = Shape.of(2);

    private final FlatBlocks blocks;

    public SgdKernel(Engine engine) {
        this.blocks = new FlatBlocks(engine, "sgd");
    }

    /**
     * Updates the destinations if they are the inputs, as flat blocks are.
     *
     * @return whether it did; if not, the definition has to
     */
    public boolean update(Tensors destinations, SgdUpdate.Constants constants, Tensors inputs) {
        boolean hasBuffer = constants.momentum() != 0;
        if (inputs.size() != (hasBuffer ? 4 : 3) || destinations.size() != (hasBuffer ? 2 : 1)
                || !blocks.inPlace(destinations, 0, inputs, 0) || !blocks.beside(inputs, 1)
                || !inputs.get(2).shape().equals(SCALARS)
                || (hasBuffer && !blocks.inPlace(destinations, 1, inputs, 3))) {
            return false;
        }
        FloatTensor block = blocks.own(inputs, 0);
        float[] parameters = block.array();
        float[] gradients = blocks.own(inputs, 1).array();
        float rate = blocks.scalar(inputs, 2, 0);
        float gain = blocks.scalar(inputs, 2, 1);
        float momentum = (float) constants.momentum();
        if (!hasBuffer) {
            blocks.update(block, (from, to) -> SgdStep.plain(parameters, gradients, from, to, rate));
            return true;
        }
        float[] buffer = blocks.own(inputs, 3).array();
        if (constants.nesterov()) {
            blocks.update(block,
                    (from, to) -> SgdStep.nesterov(parameters, gradients, buffer, from, to, rate, gain, momentum));
        } else {
            blocks.update(block,
                    (from, to) -> SgdStep.momentum(parameters, gradients, buffer, from, to, rate, gain, momentum));
        }
        return true;
    }
}
