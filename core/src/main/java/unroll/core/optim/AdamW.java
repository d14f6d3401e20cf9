package unroll.core.optim;

import java.util.List;
import unroll.api.composite.AdamUpdate;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.TensorOps;

/** Adam with decoupled weight decay, as torch.optim.AdamW: first the weights shrink, then they move. */
public final class AdamW implements Optimizer {
    private final Adam adam;
    private final double weightDecay;

    /**
     * As torch.optim.AdamW.
     *
     * @param weightDecay times the learning rate is the share by which weights shrink in a step
     */
    public AdamW(AdamUpdate.Constants constants, double weightDecay) {
        this.adam = new Adam(constants);
        this.weightDecay = weightDecay;
    }

    @Override
    public List<String> stateNames() {
        return adam.stateNames();
    }

    @Override
    public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
        WeightDecay.shrink(ops, parameters, weightDecay, learningRate);
        adam.step(ops, parameters, step, learningRate);
    }
}
