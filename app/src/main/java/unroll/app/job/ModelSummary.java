package unroll.app.job;

import unroll.core.config.ModelConfig;

/**
 * A model at a glance.
 *
 * @param config its settings
 * @param vocabularySize tokens, special ones included
 * @param parameters trainable numbers
 */
public record ModelSummary(ModelConfig config, int vocabularySize, long parameters) {
}
