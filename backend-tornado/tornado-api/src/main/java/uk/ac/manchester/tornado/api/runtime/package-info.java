/**
 * How TornadoVM itself is found; here it is not.
 */
@NullMarked
package uk.ac.manchester.tornado.api.runtime;

import org.jspecify.annotations.NullMarked;
