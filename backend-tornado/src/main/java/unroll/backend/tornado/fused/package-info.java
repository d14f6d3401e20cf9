/**
 * Kernels for whole compositions, forward and backward.
 */
@NullMarked
package unroll.backend.tornado.fused;

import org.jspecify.annotations.NullMarked;
