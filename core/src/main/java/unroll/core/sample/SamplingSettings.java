package unroll.core.sample;

import unroll.api.error.UsageException;

/**
 * How to sample.
 *
 * @param rule chooses each token
 * @param maxLength tokens after the prompt at which a sample is cut, at least 1
 * @param seed seed of the draws, at least 0
 */
public record SamplingSettings(DecodingRule rule, int maxLength, long seed) {
    /**
     * Checks the ranges.
     *
     * @throws UsageException if one is out of range
     */
    public SamplingSettings {
        if (maxLength < 1) {
            throw new UsageException("--max-length must be at least 1, found " + maxLength);
        }
        if (seed < 0) {
            throw new UsageException("--seed must be 0 or more, found " + seed);
        }
    }
}
