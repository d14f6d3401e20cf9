/**
 * Tensors on float arrays, and the pool that recycles the arrays (never the handles) when a scope is closed.
 */
@NullMarked
package unroll.backend.pure.storage;

import org.jspecify.annotations.NullMarked;
