/**
 * Sampling text from a trained model.
 */
@NullMarked
package unroll.core.sample;

import org.jspecify.annotations.NullMarked;
