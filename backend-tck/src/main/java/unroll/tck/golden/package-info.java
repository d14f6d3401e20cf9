/**
 * Figures computed by PyTorch, and the reader of their form.
 */
@NullMarked
package unroll.tck.golden;

import org.jspecify.annotations.NullMarked;
