/**
 * How gradients fare over time: products of Jacobians of a model's state, exact in float64, and the figures of the
 * matrices that make them.
 */
@NullMarked
package unroll.core.gradients;

import org.jspecify.annotations.NullMarked;
