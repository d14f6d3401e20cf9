/**
 * The arithmetic as a choice: one set of kernels in plain loops, one in vectors, and who decides between them.
 */
@NullMarked
package unroll.backend.pure.arithmetic;

import org.jspecify.annotations.NullMarked;
