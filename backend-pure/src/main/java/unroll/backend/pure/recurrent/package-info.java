/**
 * Recurrent layers as kernels: one loop over time forward and one backward, and for each cell what it adds to them.
 */
@NullMarked
package unroll.backend.pure.recurrent;

import org.jspecify.annotations.NullMarked;
