package unroll.core.train;

import java.util.List;
import java.util.Optional;

/**
 * Where a model began to overfit: from the epoch with the lowest dev loss on, the train loss went on falling and the dev
 * loss rose.
 *
 * <p>Dev losses waver from epoch to epoch, so that the lowest is nearly always followed by higher ones. They count as
 * risen where at least {@link #EPOCHS_AFTER} epochs follow, the dev loss of the last is at least {@link #RISE} (relative)
 * above the lowest, and the train loss of the last is below that of the epoch of the lowest dev loss.
 *
 * @param epoch the epoch with the lowest dev loss, counted from 1: where train and dev part
 * @param last the last epoch
 * @param trainBefore train loss of the first
 * @param trainAfter train loss of the last
 * @param devBefore dev loss after the first
 * @param devAfter dev loss after the last
 */
public record Overfitting(int epoch, int last, double trainBefore, double trainAfter, double devBefore,
        double devAfter) {
    /** How many epochs must follow the lowest dev loss. */
    public static final int EPOCHS_AFTER = 2;
    /** By how much of itself the dev loss must have risen. */
    public static final double RISE = 0.01;

    /** What a training's epochs, in their order, show; empty where train and dev have not parted. */
    public static Optional<Overfitting> of(List<EpochMetrics> epochs) {
        if (epochs.isEmpty()) {
            return Optional.empty();
        }
        EpochMetrics lowest = epochs.getFirst();
        for (EpochMetrics each : epochs) {
            if (each.devLoss() < lowest.devLoss()) {
                lowest = each;
            }
        }
        EpochMetrics last = epochs.getLast();
        boolean parted = last.epoch() - lowest.epoch() >= EPOCHS_AFTER
                && last.devLoss() >= (1 + RISE) * lowest.devLoss() && last.trainLoss() < lowest.trainLoss();
        return parted
                ? Optional.of(new Overfitting(lowest.epoch(), last.epoch(), lowest.trainLoss(), last.trainLoss(),
                        lowest.devLoss(), last.devLoss()))
                : Optional.empty();
    }
}
