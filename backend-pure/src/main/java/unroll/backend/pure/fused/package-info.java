/**
 * Kernels for whole compositions, forward and backward.
 */
@NullMarked
package unroll.backend.pure.fused;

import org.jspecify.annotations.NullMarked;
