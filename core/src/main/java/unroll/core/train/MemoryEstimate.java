package unroll.core.train;

import java.util.Locale;
import unroll.api.error.ResourceException;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;

/**
 * What training takes, known before anything large is allocated. Fitted to the smallest heaps in which runs of several
 * widths succeed, and on the safe side of them.
 *
 * @param deviceBytes weights, gradients, optimiser state, the best weights so far and what one batch needs
 * @param heapBytes weights and optimiser state on their way to files, in double
 */
public record MemoryEstimate(long deviceBytes, long heapBytes) {
    /** Storage comes in size classes, which waste up to a quarter. */
    private static final double ROUNDING = 1.25;
    /** A step holds the gradient of each weight once more, and packed copies of the largest. */
    private static final int SCRATCH_COPIES = 2;
    private static final int VALUES_AND_GRADIENTS_AND_BEST = 3;
    /** For a token: outputs, their gradients and packed copies, as wide as the state, beside the projected input. */
    private static final int STATE_COPIES = 4;
    /** Logits, their gradient and that of the product. */
    private static final int LOGIT_COPIES = 3;
    private static final long JVM = 8L << 20;

    /**
     * Estimates.
     *
     * @param stateBlocks blocks of optimiser state
     * @param batchTokens tokens of the largest batch
     * @param elementBytes bytes of a number on the device
     */
    public static MemoryEstimate of(LanguageModel model, int stateBlocks, long batchTokens, int elementBytes) {
        ModelSize size = model.size();
        double parameters = model.parameterCount();
        double blocks = ROUNDING * (VALUES_AND_GRADIENTS_AND_BEST + stateBlocks) + SCRATCH_COPIES;
        double widths = (double) (model.layer().recurrence().gates() + STATE_COPIES) * size.layers() * size.hiddenSize()
                + LOGIT_COPIES * size.vocabularySize();
        return new MemoryEstimate((long) (elementBytes * (blocks * parameters + ROUNDING * batchTokens * widths)),
                (long) (Double.BYTES * (2.0 + stateBlocks) * parameters) + JVM);
    }

    /** The most tokens that a batch of these sequences can have: those of the longest. */
    public static long largestBatch(TokenSequences data, int batchSize) {
        int[] counts = new int[data.longest() + 1];
        for (int i = 0; i < data.count(); i++) {
            counts[data.length(i)]++;
        }
        long tokens = 0;
        int left = batchSize;
        for (int length = counts.length - 1; length > 0 && left > 0; length--) {
            int taken = Math.min(left, counts[length]);
            tokens += (long) taken * length;
            left -= taken;
        }
        return tokens;
    }

    /**
     * Compares with what there is.
     *
     * @param device bytes of the device, 0 where unknown; a device whose memory is the Java heap reports the heap's
     *     limit
     * @param heapLimit bytes to which the heap may grow
     * @param heapUsed bytes of it in use now
     * @throws ResourceException if less can be used than is needed
     */
    public void check(long device, long heapLimit, long heapUsed) {
        boolean onHeap = device == heapLimit;
        long onTheHeap = heapBytes + (onHeap ? deviceBytes : 0);
        if (onTheHeap > heapLimit - heapUsed) {
            throw new ResourceException("training this model takes about " + megabytes(onTheHeap)
                    + " of Java heap and " + megabytes(Math.max(0, heapLimit - heapUsed))
                    + " can be used; choose a smaller --hidden or --batch, or allow more (UNROLL_JAVA_OPTS=-Xmx…)");
        }
        if (!onHeap && device > 0 && deviceBytes > device) {
            throw new ResourceException("training this model takes about " + megabytes(deviceBytes)
                    + " of the device's memory, which has " + megabytes(device)
                    + "; choose a smaller --hidden or --batch, or another device");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
