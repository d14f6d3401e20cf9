/**
 * The kit as a program, for a backend that is installed rather than built: on a machine without Maven, or in a JVM that
 * has to be started in a way of its own.
 */
@NullMarked
package unroll.tck.run;

import org.jspecify.annotations.NullMarked;
