/**
 * Sharing out work by rows of the result over a few threads, so that the number of threads never shows in the bits.
 */
@NullMarked
package unroll.backend.pure.parallel;

import org.jspecify.annotations.NullMarked;
