package unroll.core.sample;

import java.util.Arrays;
import unroll.api.error.UsageException;

/**
 * Leaves the k tokens with the highest scores to another rule. Tokens that share the lowest score kept are all kept, as
 * Hugging Face's TopKLogitsWarper does.
 *
 * @param k how many, at least 1
 * @param next chooses among them
 */
public record TopK(int k, DecodingRule next) implements DecodingRule {
    /**
     * Checks the range.
     *
     * @throws UsageException if {@code k} is less than 1
     */
    public TopK {
        if (k < 1) {
            throw new UsageException("--top-k must be at least 1, found " + k);
        }
    }

    @Override
    public int choose(double[] logits, double uniform) {
        return choose(logits, uniform, new double[logits.length]);
    }

    @Override
    public int choose(double[] logits, double uniform, double[] room) {
        if (k < logits.length) {
            System.arraycopy(logits, 0, room, 0, logits.length);
            Arrays.sort(room);
            double least = room[room.length - k];
            for (int i = 0; i < logits.length; i++) {
                if (logits[i] < least) {
                    logits[i] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return next.choose(logits, uniform, room);
    }
}
