package unroll.core.train;

import java.util.Locale;
import unroll.api.error.ResourceException;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;

/**
 * What training takes at least, known before anything is allocated.
 *
 * @param parameterBytes weights, gradients, optimiser state and the best weights so far, on the device
 * @param activationBytes one batch of the longest sequences: projected inputs, states and logits, forward and backward
 * @param hostBytes a copy of weights or state on its way to a file, in double
 */
public record MemoryEstimate(long parameterBytes, long activationBytes, long hostBytes) {
    private static final int PASSES = 2;

    /**
     * Estimates.
     *
     * @param stateBlocks blocks of optimiser state
     * @param longest tokens of the longest sequence
     */
    public static MemoryEstimate of(LanguageModel model, int stateBlocks, int batchSize, int longest,
            int elementBytes) {
        ModelSize size = model.size();
        long parameters = model.parameterCount();
        double tokens = (double) batchSize * longest;
        double widths = (double) size.layers() * size.hiddenSize() * (model.layer().recurrence().gates() + 1)
                + size.vocabularySize();
        return new MemoryEstimate((3L + stateBlocks) * parameters * elementBytes,
                (long) (PASSES * tokens * widths * elementBytes), 2L * parameters * Double.BYTES);
    }

    /** All together. */
    public long total() {
        return parameterBytes + activationBytes + hostBytes;
    }

    /**
     * Compares with what there is.
     *
     * @param available bytes that the device can use
     * @throws ResourceException if it is less than what is needed
     */
    public void check(long available) {
        if (total() > available) {
            throw new ResourceException("training this model takes at least " + gigabytes(total())
                    + " of memory and " + gigabytes(available)
                    + " can be used; choose a smaller --hidden or --batch, or allow more (UNROLL_JAVA_OPTS=-Xmx…)");
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1L << 30));
    }
}
