/**
 * Schedules of the learning rate: PyTorch's: functions of the step and of the dev losses so far, and of nothing else.
 */
@NullMarked
package unroll.core.schedule;

import org.jspecify.annotations.NullMarked;
