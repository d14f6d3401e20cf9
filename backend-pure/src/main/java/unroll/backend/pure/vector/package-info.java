/**
 * The kernels on the Vector API, bit for bit those of {@link unroll.backend.pure.kernel}. Nothing outside refers to a
 * class of this package: they are loaded only where the virtual machine can compile them.
 */
@NullMarked
package unroll.backend.pure.vector;

import org.jspecify.annotations.NullMarked;
