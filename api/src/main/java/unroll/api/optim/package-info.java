/**
 * Optimisers over flat parameter blocks.
 */
@NullMarked
package unroll.api.optim;

import org.jspecify.annotations.NullMarked;
