package unroll.core.train;

import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.CrossEntropy;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.autograd.RecordingOps;
import unroll.core.autograd.Tape;
import unroll.core.data.PackedBatch;
import unroll.core.nn.DropoutMasks;
import unroll.core.nn.LanguageModel;
import unroll.core.optim.Clipping;

/**
 * Forward, loss and backward for each mini-batch; clip and update for each optimiser step. Never waits for the device.
 * Not for several threads at once.
 */
public final class TrainingStep {
    private final LanguageModel model;
    private final Optimizer optimizer;
    private final Parameters parameters;
    private final @Nullable Clipping clipping;
    private final int ignoreIndex;
    private final Tape tape = new Tape();
    private boolean isClear;

    /**
     * A step of training.
     *
     * @param clipping how gradients are bounded, or null for not at all
     * @param ignoreIndex the target that is not counted: PAD
     */
    public TrainingStep(LanguageModel model, Optimizer optimizer, Parameters parameters, @Nullable Clipping clipping,
            int ignoreIndex) {
        this.model = model;
        this.optimizer = optimizer;
        this.parameters = parameters;
        this.clipping = clipping;
        this.ignoreIndex = ignoreIndex;
    }

    /**
     * Leaves the gradients of the batch's mean loss in the gradient block. Drops nothing.
     *
     * @param ops operations of the step's scope
     * @return the mean loss, []
     */
    public Tensor gradients(TensorOps ops, PackedBatch batch) {
        clear(ops);
        return accumulate(ops, batch, 1, null);
    }

    /**
     * Trains on a batch. Drops nothing.
     *
     * @param ops operations of the step's scope
     * @param step number of the step, from 1
     * @return the mean loss before the update, []
     */
    public Tensor run(TensorOps ops, PackedBatch batch, long step, double learningRate) {
        Tensor loss = gradients(ops, batch);
        update(ops, step, learningRate);
        return loss;
    }

    /** Empties the gradient block. */
    void clear(TensorOps ops) {
        ops.updates().fill(parameters.gradients().flat(), 0);
        isClear = true;
    }

    /**
     * Adds the gradients of the batch's mean loss, times its weight, to the gradient block.
     *
     * @param ops operations of the mini-batch's scope
     * @param weight the batch's share of the tokens of the step
     * @param masks which elements are dropped, or null to drop none
     * @return the mean loss, not weighted, []
     */
    Tensor accumulate(TensorOps ops, PackedBatch batch, double weight, @Nullable DropoutMasks masks) {
        ParameterBlock values = parameters.values();
        ParameterBlock gradients = parameters.gradients();
        RecordingOps recording = new RecordingOps(ops, tape);
        int count = values.layout().entries().size();
        for (int i = 0; i < count; i++) {
            if (isClear) {
                recording.watchFromZeros(values.get(i), gradients.get(i));
            } else {
                recording.watch(values.get(i), gradients.get(i));
            }
        }
        isClear = false;
        Tensor logits = model.forward(recording, values, batch.tokens(), batch.packing(), null, masks).logits();
        Tensor loss = CrossEntropy.apply(recording, logits, new CrossEntropy.Targets(batch.targets(), ignoreIndex));
        recording.backward(weight == 1 ? loss : recording.affine(loss, weight, 0));
        // not to keep what the step has made until the next
        tape.clear();
        return loss;
    }

    /**
     * Makes the optimiser's step with what is in the gradient block.
     *
     * @param ops operations of the step's scope
     * @param step number of the step, from 1
     */
    void update(TensorOps ops, long step, double learningRate) {
        if (clipping != null) {
            clipping.apply(ops, parameters.gradients().flat());
        }
        optimizer.step(ops, parameters, step, learningRate);
    }
}
