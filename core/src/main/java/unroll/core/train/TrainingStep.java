package unroll.core.train;

import org.jspecify.annotations.Nullable;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.ClipGradNorm;
import unroll.api.composite.CrossEntropy;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.autograd.RecordingOps;
import unroll.core.data.PackedBatch;
import unroll.core.nn.LanguageModel;

/** Forward, loss, backward, clip, update: one mini-batch. Never waits for the device. */
public final class TrainingStep {
    private final LanguageModel model;
    private final Optimizer optimizer;
    private final Parameters parameters;
    private final ClipGradNorm.@Nullable MaxNorm maxNorm;
    private final int ignoreIndex;

    /**
     * A step of training.
     *
     * @param maxGradNorm bound on the norm of all gradients, or null for none
     * @param ignoreIndex the target that is not counted: PAD
     */
    public TrainingStep(LanguageModel model, Optimizer optimizer, Parameters parameters, @Nullable Double maxGradNorm,
            int ignoreIndex) {
        this.model = model;
        this.optimizer = optimizer;
        this.parameters = parameters;
        this.maxNorm = maxGradNorm == null ? null : new ClipGradNorm.MaxNorm(maxGradNorm);
        this.ignoreIndex = ignoreIndex;
    }

    /**
     * Leaves the gradients of the batch's mean loss in the gradient block.
     *
     * @param ops operations of the step's scope
     * @return the mean loss, []
     */
    public Tensor gradients(TensorOps ops, PackedBatch batch) {
        ParameterBlock values = parameters.values();
        ParameterBlock gradients = parameters.gradients();
        ops.updates().fill(gradients.flat(), 0);
        RecordingOps recording = new RecordingOps(ops);
        int count = values.layout().entries().size();
        for (int i = 0; i < count; i++) {
            recording.watch(values.get(i), gradients.get(i));
        }
        Tensor logits = model.forward(recording, values, batch.tokens(), batch.packing(), null).logits();
        Tensor loss = CrossEntropy.apply(recording, logits, new CrossEntropy.Targets(batch.targets(), ignoreIndex));
        recording.backward(loss);
        return loss;
    }

    /**
     * Trains on a batch.
     *
     * @param ops operations of the step's scope
     * @param step number of the step, from 1
     * @return the mean loss before the update, []
     */
    public Tensor run(TensorOps ops, PackedBatch batch, long step, double learningRate) {
        Tensor loss = gradients(ops, batch);
        if (maxNorm != null) {
            Tensor flat = parameters.gradients().flat();
            Tensor factor = ops.apply(ClipGradNorm.CLIP_GRAD_NORM, maxNorm, Tensors.of(flat)).get(0);
            ops.updates().scale(flat, factor);
        }
        optimizer.step(ops, parameters, step, learningRate);
        return loss;
    }
}
