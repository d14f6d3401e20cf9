package unroll.backend.pure.fused;

import unroll.api.composite.RmspropUpdate;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.kernel.RmspropStep;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatTensor;

/** The update of {@link RmspropUpdate} in place on flat blocks. */
public final class RmspropKernel {
    private static final int BUFFER = 4;

    private final FlatBlocks blocks;

    public RmspropKernel(Engine engine) {
        this.blocks = new FlatBlocks(engine, "rmsprop");
    }

    /**
     * Updates the destinations if they are the inputs, as flat blocks are.
     *
     * @return whether it did; if not, the definition has to
     */
    public boolean update(Tensors destinations, RmspropUpdate.Constants constants, Tensors inputs) {
        boolean hasBuffer = constants.momentum() != 0;
        int more = (hasBuffer ? 1 : 0) + (constants.centered() ? 1 : 0);
        if (inputs.size() != BUFFER + more || destinations.size() != 2 + more
                || !blocks.inPlace(destinations, 0, inputs, 0) || !blocks.beside(inputs, 1)
                || !blocks.inPlace(destinations, 1, inputs, 2) || !inputs.get(3).shape().equals(Shape.SCALAR)) {
            return false;
        }
        for (int i = 0; i < more; i++) {
            if (!blocks.inPlace(destinations, 2 + i, inputs, BUFFER + i)) {
                return false;
            }
        }
        FloatTensor block = blocks.own(inputs, 0);
        float[] parameters = block.array();
        float[] gradients = blocks.own(inputs, 1).array();
        float[] square = blocks.own(inputs, 2).array();
        float rate = blocks.scalar(inputs, 3, 0);
        float momentum = (float) constants.momentum();
        RmspropStep step = new RmspropStep((float) constants.alpha(), (float) (1 - constants.alpha()),
                (float) constants.eps());
        if (more == 0) {
            blocks.update(block, (from, to) -> step.plain(parameters, gradients, square, from, to, rate));
        } else if (!constants.centered()) {
            float[] buffer = blocks.own(inputs, BUFFER).array();
            blocks.update(block,
                    (from, to) -> step.momentum(parameters, gradients, square, buffer, from, to, rate, momentum));
        } else if (!hasBuffer) {
            float[] mean = blocks.own(inputs, BUFFER).array();
            blocks.update(block, (from, to) -> step.centered(parameters, gradients, square, mean, from, to, rate));
        } else {
            float[] buffer = blocks.own(inputs, BUFFER).array();
            float[] mean = blocks.own(inputs, BUFFER + 1).array();
            blocks.update(block, (from, to) -> step.centeredMomentum(parameters, gradients, square, buffer, mean, from,
                    to, rate, momentum));
        }
        return true;
    }
}
