/**
 * Kernels by what they compute: how many work-items, which arguments in which order, and which of two kernels.
 */
@NullMarked
package unroll.backend.tornado.launch;

import org.jspecify.annotations.NullMarked;
