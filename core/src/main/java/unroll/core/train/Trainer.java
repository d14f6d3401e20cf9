package unroll.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.TrainingDivergedException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.data.Batcher;
import unroll.core.data.PackedBatch;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;

/**
 * The lecture's training loop: each epoch shuffles, trains on mini-batches, and measures the dev loss; the weights with
 * the lowest dev loss are kept, on the device; the test split is looked at once, at the end.
 *
 * <p>Close it to free the weights.
 */
public final class Trainer implements AutoCloseable {
    private static final int LOSSES_AT_ONCE = 256;

    private final Backend backend;
    private final LanguageModel model;
    private final TrainingSettings settings;
    private final OpsDecorator decorator;
    private final List<TrainingListener> listeners;
    private final Optimizer optimizer;
    private final Parameters parameters;
    private final ParameterBlock best;
    private final Evaluator evaluator;
    private long step;
    private int bestEpoch;
    private double bestDevLoss = Double.POSITIVE_INFINITY;

    /** Draws the initial weights from the settings' seed. */
    public Trainer(Backend backend, LanguageModel model, Optimizer optimizer, DType dtype, TrainingSettings settings,
            OpsDecorator decorator, List<TrainingListener> listeners) {
        this.backend = backend;
        this.model = model;
        this.settings = settings;
        this.decorator = decorator;
        this.listeners = List.copyOf(listeners);
        this.optimizer = optimizer;
        var layout = ParameterTransfer.layout(model.parameters());
        this.parameters = new Parameters(backend, layout, dtype, optimizer.stateNames());
        this.best = backend.allocate(layout, dtype);
        this.evaluator = new Evaluator(backend, model, decorator);
        ParameterTransfer.initialise(backend, model.parameters(), settings.seed(), parameters.values());
    }

    /** Values, gradients and optimiser state. */
    public Parameters parameters() {
        return parameters;
    }

    /** The weights with the lowest dev loss so far. */
    public ParameterBlock best() {
        return best;
    }

    /**
     * Trains.
     *
     * @return the test split's loss
     * @throws TrainingDivergedException if a loss is not finite; the listeners have then seen the epochs before
     */
    public TestMetrics train(TrainingData data) {
        int items = data.train().count();
        int batches = (items + settings.batchSize() - 1) / settings.batchSize();
        TrainingStart start = new TrainingStart(model.parameterCount(), items, data.dev().count(),
                data.test().count(), data.train().tokens(), batches, settings.epochs());
        listeners.forEach(listener -> listener.started(start));
        TrainingStep one = new TrainingStep(model, optimizer, parameters, settings.maxGradNorm(), data.train().pad());
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            epoch(data, one, epoch, batches);
        }
        double last = evaluator.evaluate(parameters.values(), data.test(), settings.batchSize()).perToken();
        double ofBest = bestEpoch == settings.epochs()
                ? last
                : evaluator.evaluate(best, data.test(), settings.batchSize()).perToken();
        TestMetrics metrics = new TestMetrics(bestEpoch, ofBest, last);
        listeners.forEach(listener -> listener.finished(metrics));
        return metrics;
    }

    private void epoch(TrainingData data, TrainingStep one, int epoch, int batches) {
        long start = System.nanoTime();
        LossSum train = pass(data, one, epoch, batches);
        double seconds = (System.nanoTime() - start) * 1e-9;
        LossSum dev = evaluator.evaluate(parameters.values(), data.dev(), settings.batchSize());
        boolean isBest = dev.perToken() < bestDevLoss;
        if (isBest) {
            bestDevLoss = dev.perToken();
            bestEpoch = epoch;
            copy(best, parameters.values());
        }
        EpochMetrics metrics = new EpochMetrics(epoch, train.perToken(), dev.perToken(), train.lecture(),
                dev.lecture(), seconds, train.tokens(), train.tokens() / seconds, isBest);
        Snapshot snapshot = new DeviceSnapshot();
        listeners.forEach(listener -> listener.epoch(metrics, snapshot));
    }

    private LossSum pass(TrainingData data, TrainingStep one, int epoch, int batches) {
        int[] order = new int[data.train().count()];
        EpochOrder.shuffle(order, settings.seed(), epoch - 1);
        Batcher batcher = new Batcher(data.train());
        long tokens = 0;
        try (LossLog log = new LossLog(backend, parameters.values().flat().dtype(), LOSSES_AT_ONCE,
                "training, epoch " + epoch)) {
            for (int batch = 0; batch < batches; batch++) {
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
            return log.take(order.length, settings.batchSize());
        }
    }

    private void copy(ParameterBlock to, ParameterBlock from) {
        try (Scope scope = backend.openScope()) {
            backend.ops(scope).updates().copy(to.flat(), from.flat());
        }
    }

    @Override
    public void close() {
        parameters.close();
        best.close();
    }

    private final class DeviceSnapshot implements Snapshot {
        @Override
        public List<HostTensor> weights() {
            return ParameterTransfer.read(backend, parameters.values());
        }

        @Override
        public Map<String, List<HostTensor>> optimizerState() {
            Map<String, List<HostTensor>> state = new LinkedHashMap<>();
            parameters.state().forEach((name, block) -> state.put(name, ParameterTransfer.read(backend, block)));
            return state;
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public int bestEpoch() {
            return bestEpoch;
        }

        @Override
        public double bestDevLoss() {
            return bestDevLoss;
        }
    }
}
