package unroll.core.experiment;

import unroll.api.error.ResourceException;
import unroll.api.error.TensorTooLargeException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.plugin.Cells;
import unroll.core.setup.Setup;

/** Finds the hidden_size with which a model has about some number of parameters, which grow with it. */
final class HiddenSize {
    private static final int LARGEST = 1 << 16;

    private HiddenSize() {
    }

    /** Trainable numbers; beyond all counting where a tensor is too large. */
    static long parameters(LayeredConfig settings, int vocabularySize, Cells cells) {
        try {
            return Setup.model(settings.runConfig().model(), vocabularySize, cells).parameterCount();
        } catch (ResourceException | TensorTooLargeException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The hidden_size whose number of parameters is nearest; of two, the smaller. */
    static int nearest(LayeredConfig settings, long parameters, int vocabularySize, Cells cells) {
        int low = 1;
        int high = LARGEST;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parameters(with(settings, middle), vocabularySize, cells) < parameters) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 1) {
            return low;
        }
        long above = parameters(with(settings, low), vocabularySize, cells);
        long below = parameters(with(settings, low - 1), vocabularySize, cells);
        return parameters - below <= above - parameters ? low - 1 : low;
    }

    private static LayeredConfig with(LayeredConfig settings, int hiddenSize) {
        return settings.with(ConfigKey.HIDDEN_SIZE, hiddenSize, Origin.DEFAULT);
    }
}
