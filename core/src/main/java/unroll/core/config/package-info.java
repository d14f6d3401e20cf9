/**
 * The resolved settings of a run.
 */
@NullMarked
package unroll.core.config;

import org.jspecify.annotations.NullMarked;
