/**
 * The language model, its cells, and their parameters on the host.
 */
@NullMarked
package unroll.core.nn;

import org.jspecify.annotations.NullMarked;
