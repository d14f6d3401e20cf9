package unroll.core.train;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
        return evaluate(weights, data, inOrder(data.count()), batchSize);
    }

    /**
     * The loss in the course of training.
     *
     * @param epoch the epoch that was trained last, for the message about a loss that is not finite
     * @param remedy what can be done about that
     * @return the loss on all sequences; null where it was asked to stop before the end
     */
    @Nullable
    LossSum evaluate(ParameterBlock weights, TokenSequences data, int batchSize, StopRequest stop, int epoch,
            String remedy) {
        try (LossLog log = new LossLog(backend, weights.flat().dtype(), LOSSES_AT_ONCE,
                "evaluation after epoch " + epoch, remedy)) {
            return evaluate(weights, data, inOrder(data.count()), batchSize, stop, log);
        }
    }

    /**
     * The loss on some sequences.
     *
     * @param items numbers of the sequences, in the order in which they fall into batches
     * @throws unroll.api.error.TrainingDivergedException if the loss of a batch is not finite
     */
    public LossSum evaluate(ParameterBlock weights, TokenSequences data, int[] items, int batchSize) {
        try (LossLog log = new LossLog(backend, weights.flat().dtype(), LOSSES_AT_ONCE, "evaluation",
                "the weights were saved by a run that diverged, or are damaged")) {
            LossSum loss = evaluate(weights, data, items, batchSize, new StopRequest(), log);
            return Objects.requireNonNull(loss, "nobody can ask this evaluation to stop");
        }
    }

    private @Nullable LossSum evaluate(ParameterBlock weights, TokenSequences data, int[] items, int batchSize,
            StopRequest stop, LossLog log) {
        Batcher batcher = new Batcher(data);
        for (int from = 0; from < items.length; from += batchSize) {
            if (stop.isMade()) {
                return null;
            }
            PackedBatch batch = batcher.pack(items, from, Math.min(items.length, from + batchSize));
            try (Scope scope = backend.openScope()) {
                TensorOps ops = decorator.decorate(backend.ops(scope));
                Tensor logits = model.forward(ops, weights, batch.tokens(), batch.packing(), null).logits();
                Tensor loss = CrossEntropy.apply(ops, logits, new CrossEntropy.Targets(batch.targets(), data.pad()));
                log.add(ops.updates(), loss, batch.tokenCount());
            }
        }
        return log.sum(items.length, batchSize);
    }

    private static int[] inOrder(int count) {
        int[] items = new int[count];
        for (int i = 0; i < count; i++) {
            items[i] = i;
        }
        return items;
    }
}
