/**
 * How the test harness calls libraries.
 */
@NullMarked
package unroll.tornado.harness.library;

import org.jspecify.annotations.NullMarked;
