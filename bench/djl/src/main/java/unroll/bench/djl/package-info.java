/**
 * The job straight on DJL's PyTorch engine: NDArrays and libtorch's autograd.
 */
@NullMarked
package unroll.bench.djl;

import org.jspecify.annotations.NullMarked;
