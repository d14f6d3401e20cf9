/**
 * Kernels for whole compositions, forward and backward.
 */
@NullMarked
package unroll.backend.nd4j.fused;

import org.jspecify.annotations.NullMarked;
