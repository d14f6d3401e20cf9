/**
 * Kernels for whole compositions, forward and backward, of few operations of libtorch each.
 */
@NullMarked
package unroll.backend.djl.fused;

import org.jspecify.annotations.NullMarked;
