/**
 * The test harness's own, of which TornadoVM has nothing.
 */
@NullMarked
package unroll.tornado.harness;

import org.jspecify.annotations.NullMarked;
