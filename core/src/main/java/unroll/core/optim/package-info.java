/**
 * Optimisers.
 */
@NullMarked
package unroll.core.optim;

import org.jspecify.annotations.NullMarked;
