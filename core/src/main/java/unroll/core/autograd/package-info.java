/**
 * Reverse-mode differentiation: operations that record what they do, over any backend.
 */
@NullMarked
package unroll.core.autograd;

import org.jspecify.annotations.NullMarked;
