package unroll.core.train;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.core.nn.HostTensor;
import unroll.core.schedule.DevLosses;

/** The state of training between two optimiser steps; each method reads it anew. */
public interface Snapshot {
    /** The weights now. */
    List<HostTensor> weights();

    /** The optimiser's blocks by name. */
    Map<String, List<HostTensor>> optimizerState();

    /** Optimiser steps made so far. */
    long step();

    /** Epochs finished, their dev loss included. */
    int epoch();

    /** The epoch with the lowest dev loss so far, counted from 1; 0 for none. */
    int bestEpoch();

    /** That loss; positive infinity for none. */
    double bestDevLoss();

    /** The dev losses of the finished epochs, from which a schedule may take its rate. */
    DevLosses devLosses();

    /** What there is of the epoch after those that are finished, or null where it has not begun. */
    @Nullable
    PartialEpoch partial();
}
