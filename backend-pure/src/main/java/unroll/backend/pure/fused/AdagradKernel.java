package unroll.backend.pure.fused;

import unroll.api.composite.AdagradUpdate;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.kernel.AdagradStep;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.storage.FloatTensor;

/** The update of {@link AdagradUpdate} in place on flat blocks. */
public final class AdagradKernel {
    private final FlatBlocks blocks;

    public AdagradKernel(Engine engine) {
        this.blocks = new FlatBlocks(engine, "adagrad");
    }

    /**
     * Updates the destinations if they are the inputs, as flat blocks are.
     *
     * @return whether it did; if not, the definition has to
     */
    public boolean update(Tensors destinations, AdagradUpdate.Constants constants, Tensors inputs) {
        if (inputs.size() != 4 || destinations.size() != 2 || !blocks.inPlace(destinations, 0, inputs, 0)
                || !blocks.beside(inputs, 1) || !blocks.inPlace(destinations, 1, inputs, 2)
                || !inputs.get(3).shape().equals(Shape.SCALAR)) {
            return false;
        }
        FloatTensor block = blocks.own(inputs, 0);
        float[] parameters = block.array();
        float[] gradients = blocks.own(inputs, 1).array();
        float[] sum = blocks.own(inputs, 2).array();
        float rate = blocks.scalar(inputs, 3, 0);
        float epsilon = (float) constants.eps();
        blocks.update(block, (from, to) -> AdagradStep.update(parameters, gradients, sum, from, to, epsilon, rate));
        return true;
    }
}
