package unroll.core.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.data.Batcher;
import unroll.core.data.PackedBatch;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;

/** Trains on the batches of an epoch, from the first or from where it was stopped. */
final class EpochPass {
    private static final int LOSSES_AT_ONCE = 256;

    private final Backend backend;
    private final LanguageModel model;
    private final Optimizer optimizer;
    private final Parameters parameters;
    private final TrainingSettings settings;
    private final OpsDecorator decorator;
    private final List<TrainingListener> listeners;
    private final StopRequest stop;
    private long step;

    EpochPass(Backend backend, LanguageModel model, Optimizer optimizer, Parameters parameters,
            TrainingSettings settings, OpsDecorator decorator, List<TrainingListener> listeners, StopRequest stop) {
        this.backend = backend;
        this.model = model;
        this.optimizer = optimizer;
        this.parameters = parameters;
        this.settings = settings;
        this.decorator = decorator;
        this.listeners = listeners;
        this.stop = stop;
    }

    /** Steps made so far. */
    long step() {
        return step;
    }

    /** Counts on from a number of steps. */
    void startAt(long steps) {
        step = steps;
    }

    /** Batches of an epoch. */
    int batches(int items) {
        return Math.ceilDiv(items, settings.batchSize());
    }

    /**
     * Trains until the epoch's end, or until asked to stop.
     *
     * @param epoch counted from 1
     * @param before what the epoch has gathered before, or null
     * @return what it has gathered now, or null where it was asked to stop before its first batch
     */
    @Nullable
    PartialEpoch run(TokenSequences data, int epoch, @Nullable PartialEpoch before) {
        int first = before == null ? 0 : before.batches();
        int batches = batches(data.count());
        if (first == batches || stop.isMade()) {
            return before;
        }
        long start = System.nanoTime();
        TrainingStep one = new TrainingStep(model, optimizer, parameters, settings.maxGradNorm(), data.pad());
        int[] order = new int[data.count()];
        EpochOrder.shuffle(order, settings.seed(), epoch - 1);
        Batcher batcher = new Batcher(data);
        long tokens = before == null ? 0 : before.tokens();
        try (LossLog log = new LossLog(backend, parameters.values().flat().dtype(), LOSSES_AT_ONCE,
                "training, epoch " + epoch, LossLog.LOWER_THE_RATE)) {
            if (before != null) {
                log.goOn(before);
            }
            for (int batch = first; batch < batches && !stop.isMade(); batch++) {
                int from = batch * settings.batchSize();
                PackedBatch packed = batcher.pack(order, from, Math.min(order.length, from + settings.batchSize()));
                step++;
                try (Scope scope = backend.openScope()) {
                    TensorOps ops = decorator.decorate(backend.ops(scope));
                    Tensor loss = one.run(ops, packed, step, settings.learningRate());
                    log.add(ops.updates(), loss, packed.tokenCount());
                }
                tokens += packed.tokenCount();
                for (int i = 0; i < listeners.size(); i++) {
                    listeners.get(i).batch(epoch, batch + 1, batches, tokens);
                }
            }
            log.flush();
            double seconds = (System.nanoTime() - start) * 1e-9 + (before == null ? 0 : before.seconds());
            return log.partial(seconds);
        }
    }
}
