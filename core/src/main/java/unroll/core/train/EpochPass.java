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
import unroll.core.nn.DropoutMasks;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;
import unroll.core.schedule.DevLosses;
import unroll.core.schedule.Schedule;

/** Trains on the batches of an epoch, from the first or from where it was stopped. */
final class EpochPass {
    private static final int LOSSES_AT_ONCE = 256;
    /** The end of what is said where training cannot go on. */
    static final String KEPT = " (what was saved before is kept)";

    private final Backend backend;
    private final LanguageModel model;
    private final Optimizer optimizer;
    private final Parameters parameters;
    private final TrainingSettings settings;
    private final OpsDecorator decorator;
    private final List<TrainingListener> listeners;
    private final StopRequest stop;
    private long step;
    private double secondsLeft = Double.POSITIVE_INFINITY;

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

    /** Optimiser steps made so far. */
    long step() {
        return step;
    }

    /** Counts on from a number of steps. */
    void startAt(long steps) {
        step = steps;
    }

    /** Trains for no more than some seconds from now on, and for one step at least. */
    void limitTo(double seconds) {
        secondsLeft = seconds;
    }

    /** Whether the time that there was is over. */
    boolean isOutOfTime() {
        return secondsLeft <= 0;
    }

    /** Batches of an epoch. */
    int batches(int items) {
        return Math.ceilDiv(items, settings.batchSize());
    }

    /** Optimiser steps of an epoch. */
    int steps(int items) {
        return Math.ceilDiv(batches(items), settings.accumulation());
    }

    /**
     * Trains until the epoch's end, until time is over, or until asked to stop.
     *
     * @param epoch counted from 1
     * @param before what the epoch has gathered before, or null
     * @param devLosses those of the epochs before
     * @return what it has gathered now, or null where it was asked to stop before its first batch
     */
    @Nullable
    PartialEpoch run(TokenSequences data, int epoch, @Nullable PartialEpoch before, Schedule schedule,
            DevLosses devLosses) {
        int first = before == null ? 0 : before.batches();
        int batches = batches(data.count());
        if (first == batches || stop.isMade()) {
            return before;
        }
        long start = System.nanoTime();
        try (LossLog log = new LossLog(backend, parameters.values().flat().dtype(), LOSSES_AT_ONCE,
                "training, epoch " + epoch, settings.remedy() + KEPT); GradientLog norms = gradientLog(data.count())) {
            if (before != null) {
                log.goOn(before);
            }
            Underway underway = new Underway(data, epoch, log, norms, before == null ? 0 : before.tokens());
            int batch = first;
            double limit = secondsLeft;
            boolean inTime = true;
            while (batch < batches && inTime && !stop.isMade()) {
                int end = Math.min(batches, (batch / settings.accumulation() + 1) * settings.accumulation());
                step++;
                underway.train(batch, end, schedule.rate(step, devLosses));
                batch = end;
                inTime = limit == Double.POSITIVE_INFINITY || (System.nanoTime() - start) * 1e-9 < limit;
            }
            log.flush();
            if (norms != null) {
                GradientNorms read = norms.read();
                listeners.forEach(listener -> listener.gradientNorms(read));
            }
            double seconds = (System.nanoTime() - start) * 1e-9;
            secondsLeft -= seconds;
            return log.partial(seconds + (before == null ? 0 : before.seconds()));
        }
    }

    /** A log of the norms of gradients, if anyone wants them. */
    private @Nullable GradientLog gradientLog(int items) {
        return listeners.stream().anyMatch(TrainingListener::wantsGradientNorms)
                ? new GradientLog(backend, parameters.gradients(), steps(items))
                : null;
    }

    /** An epoch that is being trained. */
    private final class Underway {
        private final TokenSequences data;
        private final Batcher batcher;
        private final int[] order;
        private final int epoch;
        private final int batches;
        private final TrainingStep trainer;
        private final LossLog log;
        private final @Nullable GradientLog norms;
        private long tokens;

        Underway(TokenSequences data, int epoch, LossLog log, @Nullable GradientLog norms, long tokens) {
            this.data = data;
            this.batcher = new Batcher(data);
            this.order = new int[data.count()];
            EpochOrder.shuffle(order, settings.seed(), epoch - 1);
            this.epoch = epoch;
            this.batches = batches(order.length);
            this.trainer = new TrainingStep(model, optimizer, parameters, settings.clipping(), data.pad());
            this.log = log;
            this.norms = norms;
            this.tokens = tokens;
        }

        /** Makes one optimiser step with some batches, which count as one: each by its share of the tokens. */
        void train(int first, int end, double rate) {
            long stepTokens = tokens(item(first), item(end));
            for (int batch = first; batch < end; batch++) {
                PackedBatch packed = batcher.pack(order, item(batch), item(batch + 1));
                try (Scope scope = backend.openScope()) {
                    TensorOps ops = decorator.decorate(backend.ops(scope));
                    if (batch == first) {
                        trainer.clear(ops);
                    }
                    Tensor loss = trainer.accumulate(ops, packed, (double) packed.tokenCount() / stepTokens,
                            masks(batch));
                    if (batch == end - 1) {
                        if (norms != null) {
                            norms.add(ops, step, batch / settings.accumulation());
                        }
                        trainer.update(ops, step, rate);
                    }
                    log.add(ops.updates(), loss, packed.tokenCount());
                }
                tokens += packed.tokenCount();
                for (int i = 0; i < listeners.size(); i++) {
                    listeners.get(i).batch(epoch, batch + 1, batches, tokens);
                }
            }
        }

        /** The place in the order at which a batch begins. */
        private int item(int batch) {
            return (int) Math.min(order.length, (long) batch * settings.batchSize());
        }

        private long tokens(int from, int to) {
            long sum = 0;
            for (int i = from; i < to; i++) {
                sum += data.length(order[i]);
            }
            return sum;
        }

        /** Masks depend on the number of the batch since training began, so that going on needs no generator. */
        private @Nullable DropoutMasks masks(int batch) {
            return model.options().dropout() == 0
                    ? null
                    : new DropoutMasks(settings.seed(), (int) ((epoch - 1L) * batches + batch));
        }
    }
}
