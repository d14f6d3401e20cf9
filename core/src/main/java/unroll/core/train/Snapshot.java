package unroll.core.train;

import java.util.List;
import java.util.Map;
import unroll.core.nn.HostTensor;

/** The state of training after an epoch; each method reads from the device. */
public interface Snapshot {
    /** The weights now. */
    List<HostTensor> weights();

    /** The optimiser's blocks by name. */
    Map<String, List<HostTensor>> optimizerState();

    /** Steps made so far. */
    long step();

    /** The epoch with the lowest dev loss so far, counted from 1. */
    int bestEpoch();

    /** That loss. */
    double bestDevLoss();
}
