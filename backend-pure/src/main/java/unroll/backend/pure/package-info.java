/**
 * The backend in plain Java: float32 on arrays of the heap, always present. Its promise is the same bits whatever the
 * number of threads: every sum has one order, and threads share out results, never the terms of one.
 */
@NullMarked
package unroll.backend.pure;

import org.jspecify.annotations.NullMarked;
