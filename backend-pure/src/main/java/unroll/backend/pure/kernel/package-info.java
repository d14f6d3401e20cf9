/**
 * The arithmetic: small static methods on arrays and offsets, in the one order of summation that every other form of
 * them (wider, threaded) has to reproduce.
 */
@NullMarked
package unroll.backend.pure.kernel;

import org.jspecify.annotations.NullMarked;
