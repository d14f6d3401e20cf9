/** The reference backend: primitives in scalar double arithmetic, and the example of how small a backend can be. */
@NullMarked
package unroll.tck.reference;

import org.jspecify.annotations.NullMarked;
