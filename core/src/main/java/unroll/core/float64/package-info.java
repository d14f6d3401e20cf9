/**
 * Arithmetic in float64 on one thread, for what is measured rather than trained. It is not among the backends that users
 * choose from.
 */
@NullMarked
package unroll.core.float64;

import org.jspecify.annotations.NullMarked;
