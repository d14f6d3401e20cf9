/**
 * What calls a library on arrays of the device.
 */
@NullMarked
package uk.ac.manchester.tornado.runtime.library.spi;

import org.jspecify.annotations.NullMarked;
