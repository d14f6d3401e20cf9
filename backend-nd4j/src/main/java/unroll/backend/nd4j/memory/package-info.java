/**
 * Memory outside the Java heap, by address.
 */
@NullMarked
package unroll.backend.nd4j.memory;

import org.jspecify.annotations.NullMarked;
