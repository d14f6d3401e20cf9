/**
 * The asynchronous backend: a device that is only a thread, so that code which waits too often, or reads a value that it
 * should not need, is caught on any machine.
 */
@NullMarked
package unroll.tck.asynchronous;

import org.jspecify.annotations.NullMarked;
