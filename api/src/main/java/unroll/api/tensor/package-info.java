/**
 * Tensors, the vocabulary of operations on them, and compositions of operations with optional fused kernels.
 */
@NullMarked
package unroll.api.tensor;

import org.jspecify.annotations.NullMarked;
