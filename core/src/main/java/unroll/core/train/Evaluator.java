package unroll.core.train;

import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.CrossEntropy;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.data.Batcher;
import unroll.core.data.PackedBatch;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;

/** Measures the loss of given weights on given sequences, without changing anything. */
public final class Evaluator {
    private static final int LOSSES_AT_ONCE = 256;

    private final Backend backend;
    private final LanguageModel model;
    private final OpsDecorator decorator;

    public Evaluator(Backend backend, LanguageModel model, OpsDecorator decorator) {
        this.backend = backend;
        this.model = model;
        this.decorator = decorator;
    }

    /** The loss on all sequences, in batches in their order. */
    public LossSum evaluate(ParameterBlock weights, TokenSequences data, int batchSize) {
        int[] items = new int[data.count()];
        for (int i = 0; i < items.length; i++) {
            items[i] = i;
        }
        return evaluate(weights, data, items, batchSize);
    }

    /**
     * The loss on some sequences.
     *
     * @param items numbers of the sequences, in the order in which they fall into batches
     * @throws unroll.api.error.TrainingDivergedException if the loss of a batch is not finite
     */
    public LossSum evaluate(ParameterBlock weights, TokenSequences data, int[] items, int batchSize) {
        Batcher batcher = new Batcher(data);
        try (LossLog log = new LossLog(backend, weights.flat().dtype(), LOSSES_AT_ONCE, "evaluation")) {
            for (int from = 0; from < items.length; from += batchSize) {
                PackedBatch batch = batcher.pack(items, from, Math.min(items.length, from + batchSize));
                try (Scope scope = backend.openScope()) {
                    TensorOps ops = decorator.decorate(backend.ops(scope));
                    Tensor logits = model.forward(ops, weights, batch.tokens(), batch.packing(), null).logits();
                    Tensor loss = CrossEntropy.apply(ops, logits,
                            new CrossEntropy.Targets(batch.targets(), data.pad()));
                    log.add(ops.updates(), loss, batch.tokenCount());
                }
            }
            return log.take(items.length, batchSize);
        }
    }
}
