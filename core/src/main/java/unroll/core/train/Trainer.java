package unroll.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.ModelFormatException;
import unroll.api.error.TrainingDivergedException;
import unroll.api.error.UsageException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.schedule.Course;
import unroll.core.schedule.DevLosses;
import unroll.core.schedule.Schedule;
import unroll.core.schedule.Schedules;

/**
 * The lecture's training loop: each epoch shuffles, trains on mini-batches, and measures the dev loss; the weights with
 * the lowest dev loss are kept, on the device; the test split is looked at once, at the end.
 *
 * <p>It can be stopped between two optimiser steps and go on later, in another process: weights and losses are then
 * those of a run that was never stopped, because what is drawn at random depends on the seed and the step alone, and the
 * learning rate on the step and the dev losses so far.
 *
 * <p>Close it to free the weights.
 */
public final class Trainer implements AutoCloseable {
    private static final int HOPELESS = 10;

    private final Backend backend;
    private final LanguageModel model;
    private final TrainingSettings settings;
    private final List<TrainingListener> listeners;
    private final Parameters parameters;
    private final ParameterBlock best;
    private final Evaluator evaluator;
    private final EpochPass pass;
    private final StopRequest stop;
    private int epoch;
    private int bestEpoch;
    private double bestDevLoss = Double.POSITIVE_INFINITY;
    private DevLosses devLosses = DevLosses.NONE;
    private @Nullable PartialEpoch partial;

    /** A trainer that nobody can ask to stop. */
    public Trainer(Backend backend, LanguageModel model, Optimizer optimizer, DType dtype, TrainingSettings settings,
            OpsDecorator decorator, List<TrainingListener> listeners) {
        this(backend, model, optimizer, dtype, settings, decorator, listeners, new StopRequest());
    }

    /** Draws the initial weights from the settings' seed. */
    public Trainer(Backend backend, LanguageModel model, Optimizer optimizer, DType dtype, TrainingSettings settings,
            OpsDecorator decorator, List<TrainingListener> listeners, StopRequest stop) {
        this.backend = backend;
        this.model = model;
        this.settings = settings;
        this.listeners = List.copyOf(listeners);
        this.stop = stop;
        var layout = ParameterTransfer.layout(model.parameters());
        this.parameters = new Parameters(backend, layout, dtype, optimizer.stateNames());
        this.best = backend.allocate(layout, dtype);
        this.evaluator = new Evaluator(backend, model, decorator);
        this.pass = new EpochPass(backend, model, optimizer, parameters, settings, decorator, this.listeners, stop);
        ParameterTransfer.initialise(backend, model.parameters(), settings.seed(), parameters.values());
    }

    /**
     * Ends training after some seconds of it, evaluation not counted, whatever the number of epochs: the epoch at hand
     * is cut off there and counts as a whole one, with the mean loss of the batches it has had. How far training comes
     * then depends on the machine.
     *
     * @param seconds above 0
     */
    public void limitTo(double seconds) {
        pass.limitTo(seconds);
    }

    /** Values, gradients and optimiser state. */
    public Parameters parameters() {
        return parameters;
    }

    /** The weights with the lowest dev loss so far. */
    public ParameterBlock best() {
        return best;
    }

    /** The lowest dev loss so far, in nats per token; positive infinity before there is one. */
    public double bestDevLoss() {
        return bestDevLoss;
    }

    /**
     * Takes over the state of a training that was stopped, before {@link #train} is called.
     *
     * @param saved the state, of the same settings and data
     * @param bestWeights the weights of its best epoch; not looked at if it has none
     * @throws ModelFormatException if weights or optimiser state do not fit the model
     */
    public void resume(Snapshot saved, List<HostTensor> bestWeights) {
        ParameterTransfer.load(backend, saved.weights(), parameters.values());
        Map<String, List<HostTensor>> blocks = saved.optimizerState();
        if (!blocks.keySet().equals(parameters.state().keySet())) {
            throw new ModelFormatException("the saved optimiser state has the blocks " + blocks.keySet()
                    + " where the configured optimiser has " + parameters.state().keySet());
        }
        blocks.forEach((name, tensors) -> ParameterTransfer.load(backend, tensors, parameters.state(name)));
        pass.startAt(saved.step());
        epoch = saved.epoch();
        bestEpoch = saved.bestEpoch();
        bestDevLoss = saved.bestDevLoss();
        devLosses = saved.devLosses();
        partial = saved.partial();
        if (bestEpoch > 0) {
            ParameterTransfer.load(backend, bestWeights, best);
        }
    }

    /**
     * Trains.
     *
     * @return the test split's loss; null where training was asked to stop before its end, which the listeners were told
     * @throws UsageException before anything else, if the schedule does not fit the length of the training
     * @throws TrainingDivergedException if a loss is not finite, or an epoch's mean is over ten times a uniform guess;
     *     the listeners have then seen the epochs before
     */
    public @Nullable TestMetrics train(TrainingData data) {
        int items = data.train().count();
        Schedule schedule = Schedules.create(settings.schedule(),
                new Course(settings.learningRate(), pass.steps(items), settings.epochs()));
        TrainingStart start = new TrainingStart(model.parameterCount(), items, data.dev().count(),
                data.test().count(), data.train().tokens(), pass.batches(items), settings.epochs(), epoch,
                partial == null ? 0 : partial.tokens());
        listeners.forEach(listener -> listener.started(start));
        TestMetrics metrics = epochs(data, schedule) ? test(data) : null;
        for (TrainingListener listener : listeners) {
            if (metrics == null) {
                listener.stopped(new DeviceSnapshot());
            } else {
                listener.finished(metrics);
            }
        }
        return metrics;
    }

    /** Whether they came to their end. */
    private boolean epochs(TrainingData data, Schedule schedule) {
        while (partial != null || (!settings.isOver(epoch, bestEpoch) && !pass.isOutOfTime())) {
            partial = pass.run(data.train(), epoch + 1, partial, schedule, devLosses);
            LossSum dev = stop.isMade()
                    ? null
                    : evaluator.evaluate(parameters.values(), data.dev(), settings.batchSize(), stop, epoch + 1,
                            remedy());
            if (dev == null) {
                return false;
            }
            finishEpoch(data.train().count(), dev, schedule.rate(pass.step(), devLosses));
        }
        return true;
    }

    private void finishEpoch(int items, LossSum dev, double lastRate) {
        PartialEpoch whole = Objects.requireNonNull(partial);
        long seen = Math.min(items, (long) whole.batches() * settings.batchSize());
        LossSum train = new LossSum(whole.nats(), whole.tokens(), seen, whole.batchMeans(), whole.batches(),
                settings.batchSize());
        refuseHopeless(train.perToken());
        partial = null;
        epoch++;
        devLosses = devLosses.with(dev.perToken());
        boolean isBest = dev.perToken() < bestDevLoss;
        if (isBest) {
            bestDevLoss = dev.perToken();
            bestEpoch = epoch;
            copy(best, parameters.values());
        }
        EpochMetrics metrics = new EpochMetrics(epoch, train.perToken(), dev.perToken(), train.lecture(),
                dev.lecture(), whole.seconds(), train.tokens(), train.tokens() / whole.seconds(), isBest, lastRate);
        listeners.forEach(listener -> listener.epoch(metrics, new DeviceSnapshot()));
    }

    /** A finite loss can be hopeless too, and the model behind it should not be called the best so far. */
    private void refuseHopeless(double loss) {
        double uniformGuess = Math.log(model.size().vocabularySize());
        if (loss > HOPELESS * uniformGuess) {
            throw new TrainingDivergedException(String.format(Locale.ROOT,
                    "training, epoch %d: the mean loss over its batches is %.4g nats per token, more than %d times that "
                            + "of a uniform guess, ln %d = %.4f; %s",
                    epoch + 1, loss, HOPELESS, model.size().vocabularySize(), uniformGuess, remedy()));
        }
    }

    private String remedy() {
        return settings.remedy() + EpochPass.KEPT;
    }

    private @Nullable TestMetrics test(TrainingData data) {
        LossSum last = evaluator.evaluate(parameters.values(), data.test(), settings.batchSize(), stop, epoch,
                remedy());
        LossSum ofBest = bestEpoch == epoch
                ? last
                : evaluator.evaluate(best, data.test(), settings.batchSize(), stop, epoch, remedy());
        return last == null || ofBest == null
                ? null
                : new TestMetrics(bestEpoch, ofBest.perToken(), last.perToken());
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
            return pass.step();
        }

        @Override
        public int epoch() {
            return epoch;
        }

        @Override
        public int bestEpoch() {
            return bestEpoch;
        }

        @Override
        public double bestDevLoss() {
            return bestDevLoss;
        }

        @Override
        public DevLosses devLosses() {
            return devLosses;
        }

        @Override
        public @Nullable PartialEpoch partial() {
            return partial;
        }
    }
}
