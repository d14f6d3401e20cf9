/**
 * The training loop, evaluation, and what they tell to listeners.
 */
@NullMarked
package unroll.core.train;

import org.jspecify.annotations.NullMarked;
