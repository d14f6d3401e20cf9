package unroll.core.train;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;
import unroll.core.config.Choice;
import unroll.core.config.OptimizerConfig;
import unroll.core.config.RunConfig;
import unroll.core.optim.Clipping;
import unroll.core.schedule.ScheduleChoice;
import unroll.core.schedule.Schedules;

/**
 * How to train a model.
 *
 * @param batchSize sequences in a mini-batch
 * @param accumulation mini-batches whose gradients make one optimiser step, at least 1; together they count as one
 *     batch, each by its share of the tokens
 * @param epochs passes over the training split
 * @param patience epochs in a row without a lower dev loss after which training ends, or null for no such end
 * @param learningRate the optimiser's, before the schedule
 * @param schedule how the rate changes
 * @param clipping how gradients are bounded, or null for not at all
 * @param seed seed of weights, order and dropout
 * @param remedy what to do where a loss is not finite, for the message
 */
public record TrainingSettings(int batchSize, int accumulation, int epochs, @Nullable Integer patience,
        double learningRate, ScheduleChoice schedule, @Nullable Clipping clipping, long seed,
        String remedy) {
    private static final String LOWER_THE_RATE = "lower --lr";
    private static final String RAISE_EPS = "set eps in optimizer_options above 0, to 1e-8 say: with 0 a step divides 0 "
            + "by 0 where a gradient has always been 0, as for a token that no batch has had";

    /**
     * Checks accumulation and schedule.
     *
     * @throws UsageException if one of them makes no sense
     */
    public TrainingSettings {
        if (accumulation < 1) {
            throw new UsageException("accumulation must be at least 1, found " + accumulation);
        }
        Schedules.check(schedule);
    }

    /** With an optimiser step for each batch, a constant rate, no patience and no clipping. */
    public TrainingSettings(int batchSize, int epochs, double learningRate, long seed) {
        this(batchSize, 1, epochs, null, learningRate, ScheduleChoice.CONSTANT, null, seed, LOWER_THE_RATE);
    }

    /** The same with another accumulation. */
    public TrainingSettings withAccumulation(int batches) {
        return new TrainingSettings(batchSize, batches, epochs, patience, learningRate, schedule, clipping, seed,
                remedy);
    }

    /** The same with patience, or without. */
    public TrainingSettings withPatience(@Nullable Integer epochsWithout) {
        return new TrainingSettings(batchSize, accumulation, epochs, epochsWithout, learningRate, schedule, clipping,
                seed, remedy);
    }

    /** The same with another schedule. */
    public TrainingSettings withSchedule(ScheduleChoice choice) {
        return new TrainingSettings(batchSize, accumulation, epochs, patience, learningRate, choice, clipping, seed,
                remedy);
    }

    /** The same with another clipping, or none. */
    public TrainingSettings withClipping(@Nullable Clipping bound) {
        return new TrainingSettings(batchSize, accumulation, epochs, patience, learningRate, schedule, bound, seed,
                remedy);
    }

    /** The same with other epochs. */
    public TrainingSettings withEpochs(int number) {
        return new TrainingSettings(batchSize, accumulation, number, patience, learningRate, schedule, clipping, seed,
                remedy);
    }

    /**
     * Whether training is at its end.
     *
     * @param epoch epochs finished
     * @param bestEpoch the one with the lowest dev loss, 0 for none
     */
    public boolean isOver(int epoch, int bestEpoch) {
        return epoch >= epochs || (patience != null && epoch - bestEpoch >= patience);
    }

    /** What a configuration says of training. */
    public static TrainingSettings of(RunConfig config) {
        OptimizerConfig optimizer = config.optimizer();
        Choice schedule = optimizer.schedule();
        Double maxNorm = optimizer.maxGradNorm();
        Double limit = optimizer.clipValue();
        Clipping clipping = maxNorm != null
                ? new Clipping.Norm(maxNorm)
                : limit != null ? new Clipping.Value(limit) : null;
        return new TrainingSettings(config.batchSize(), config.accumulation(), config.epochs(), config.patience(),
                optimizer.learningRate(), new ScheduleChoice(schedule.name(), schedule.options()), clipping,
                config.seed(), isZero(optimizer.optimizer().options().get("eps")) ? RAISE_EPS : LOWER_THE_RATE);
    }

    private static boolean isZero(@Nullable String number) {
        try {
            return number != null && Double.parseDouble(number) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
