/**
 * Makes what a configuration names out of what is installed: cell and model, optimiser and schedule.
 */
@NullMarked
package unroll.core.setup;

import org.jspecify.annotations.NullMarked;
