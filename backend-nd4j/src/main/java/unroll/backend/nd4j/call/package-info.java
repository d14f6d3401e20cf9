/**
 * Calls into OpenBLAS and libnd4j on plain addresses, without an object or a shape made for a call.
 */
@NullMarked
package unroll.backend.nd4j.call;

import org.jspecify.annotations.NullMarked;
