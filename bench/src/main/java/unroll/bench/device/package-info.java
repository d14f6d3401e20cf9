/**
 * Which sizes of a recurrent layer pay on a device: training on it, on the processor and, where it is there, in PyTorch on
 * the same GPU.
 */
@NullMarked
package unroll.bench.device;

import org.jspecify.annotations.NullMarked;
