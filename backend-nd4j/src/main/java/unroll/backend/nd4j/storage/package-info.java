/**
 * Tensors outside the heap, and the pool that recycles their storage (never the handles) when a scope is closed.
 */
@NullMarked
package unroll.backend.nd4j.storage;

import org.jspecify.annotations.NullMarked;
