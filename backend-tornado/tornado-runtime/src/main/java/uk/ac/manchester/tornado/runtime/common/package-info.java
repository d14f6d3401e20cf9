/**
 * Devices as the runtime sees them.
 */
@NullMarked
package uk.ac.manchester.tornado.runtime.common;

import org.jspecify.annotations.NullMarked;
