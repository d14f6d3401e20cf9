/**
 * The exceptions that Unroll throws: one small hierarchy, each naming what was expected, what was found, what to do.
 */
@NullMarked
package unroll.api.error;

import org.jspecify.annotations.NullMarked;
