/**
 * Counter-based randomness: every draw is a pure function of seed, stream, step, layer and element.
 */
@NullMarked
package unroll.api.random;

import org.jspecify.annotations.NullMarked;
