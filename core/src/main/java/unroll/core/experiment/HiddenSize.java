package unroll.core.experiment;

import java.util.Locale;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorTooLargeException;
import unroll.api.error.UsageException;
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

    /**
     * The hidden_size whose number of parameters is nearest; of two, the smaller.
     *
     * @param variant for the message
     * @throws UsageException if the number is below that of the smallest model, or above that of the largest, by more than
     *     a tenth; between two sizes, the nearer is as near as can be
     */
    static int nearest(String variant, LayeredConfig settings, long parameters, int vocabularySize, Cells cells) {
        int size = search(settings, parameters, vocabularySize, cells);
        long found = parameters(with(settings, size), vocabularySize, cells);
        boolean below = size == 1 && found > parameters;
        boolean above = found < parameters && (size == LARGEST
                || parameters(with(settings, size + 1), vocabularySize, cells) == Long.MAX_VALUE);
        if ((below || above) && Math.abs(found - parameters) * 10.0 > parameters) {
            throw new UsageException(String.format(Locale.ROOT,
                    "match parameters: no hidden_size brings variant %s near "
                            + "%,d parameters: the %s, %,d, has %,d; ask for another number (--parameters), or change what "
                            + "else decides the variant's size",
                    variant, parameters, below ? "smallest" : "largest", size,
                    found));
        }
        return size;
    }

    private static int search(LayeredConfig settings, long parameters, int vocabularySize, Cells cells) {
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
