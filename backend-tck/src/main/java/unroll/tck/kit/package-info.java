/**
 * The families of the kit that call a backend operation by operation, and what all families are made of.
 */
@NullMarked
package unroll.tck.kit;

import org.jspecify.annotations.NullMarked;
