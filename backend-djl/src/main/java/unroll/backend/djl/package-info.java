/**
 * The backend on libtorch, through the Deep Java Library: primitives by libtorch's operations, kernels for the standard
 * compositions made of them. Lives on a class path, in a class loader of its own.
 */
@NullMarked
package unroll.backend.djl;

import org.jspecify.annotations.NullMarked;
