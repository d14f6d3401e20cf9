/**
 * The folder of a run: its configuration, tokenizer, weights, training state, metrics and provenance, in open formats,
 * written so that a failure never harms what was there, and read with every length checked.
 */
@NullMarked
package unroll.core.run;

import org.jspecify.annotations.NullMarked;
