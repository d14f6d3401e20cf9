/**
 * The job in plain Java, as one writes it down: arrays of floats and nested loops, without the Vector API and without
 * blocking. What C2 makes vectors of by itself, it may.
 */
@NullMarked
package unroll.bench.scalar;

import org.jspecify.annotations.NullMarked;
