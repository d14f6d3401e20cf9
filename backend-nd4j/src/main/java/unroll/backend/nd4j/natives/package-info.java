/**
 * The native libraries: whether they are there, where they unpack, how they are loaded once for the process.
 */
@NullMarked
package unroll.backend.nd4j.natives;

import org.jspecify.annotations.NullMarked;
