package unroll.core.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.core.nn.HostTensor;
import unroll.core.schedule.DevLosses;
import unroll.core.train.PartialEpoch;
import unroll.core.train.Snapshot;

/**
 * All that training needs to go on as if it had never stopped. What is drawn at random depends on the seed and the step
 * alone, so no generator has a state to keep.
 *
 * @param weights the parameters
 * @param optimizerState the optimiser's blocks by name, each with a tensor for each of the weights, named and shaped
 *     like it
 * @param step optimiser steps made
 * @param epoch epochs finished
 * @param bestEpoch the epoch with the lowest dev loss so far, or 0 for none
 * @param bestDevLoss that loss in nats per token; positive infinity for none
 * @param seed the run's seed
 * @param devLosses those of the finished epochs; a run that was begun by a version that did not note them lacks the first
 *     ones
 * @param partial what there is of the epoch after those that are finished, or null where it has not begun
 */
public record LastState(List<HostTensor> weights, Map<String, List<HostTensor>> optimizerState, long step, int epoch,
        int bestEpoch, double bestDevLoss, long seed, DevLosses devLosses, @Nullable PartialEpoch partial)
        implements
            Snapshot {
    /** Copies the collections; a loss that is not finite counts as none. */
    public LastState {
        weights = List.copyOf(weights);
        Map<String, List<HostTensor>> blocks = new LinkedHashMap<>();
        optimizerState.forEach((name, tensors) -> blocks.put(name, List.copyOf(tensors)));
        optimizerState = Collections.unmodifiableMap(blocks);
        bestDevLoss = Double.isFinite(bestDevLoss) ? bestDevLoss : Double.POSITIVE_INFINITY;
    }

    /** Between two epochs, without their dev losses. */
    public LastState(List<HostTensor> weights, Map<String, List<HostTensor>> optimizerState, long step, int epoch,
            int bestEpoch, double bestDevLoss, long seed) {
        this(weights, optimizerState, step, epoch, bestEpoch, bestDevLoss, seed, DevLosses.NONE, null);
    }

    /** Copies what training is now. */
    static LastState of(Snapshot now, long seed) {
        return new LastState(now.weights(), now.optimizerState(), now.step(), now.epoch(), now.bestEpoch(),
                now.bestDevLoss(), seed, now.devLosses(), now.partial());
    }
}
