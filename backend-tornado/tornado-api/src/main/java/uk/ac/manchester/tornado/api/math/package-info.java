/**
 * Functions of numbers in kernels.
 */
@NullMarked
package uk.ac.manchester.tornado.api.math;

import org.jspecify.annotations.NullMarked;
