/**
 * Schedules of the learning rate: PyTorch's, as pure functions of the step and of the dev losses so far.
 */
@NullMarked
package unroll.core.schedule;

import org.jspecify.annotations.NullMarked;
