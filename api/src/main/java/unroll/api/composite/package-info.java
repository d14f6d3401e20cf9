/**
 * The standard compositions and recurrences, each defined in primitives; a backend may bring a kernel for any.
 */
@NullMarked
package unroll.api.composite;

import org.jspecify.annotations.NullMarked;
