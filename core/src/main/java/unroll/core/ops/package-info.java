/**
 * Decorators of tensor operations: withholding kernels, tracing names, profiling, checking for values not finite.
 */
@NullMarked
package unroll.core.ops;

import org.jspecify.annotations.NullMarked;
