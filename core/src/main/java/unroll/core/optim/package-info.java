/**
 * Optimisers with PyTorch's formulas and option names, and bounds on gradients.
 */
@NullMarked
package unroll.core.optim;

import org.jspecify.annotations.NullMarked;
