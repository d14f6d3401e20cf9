/**
 * The backend on ND4J's native libraries: products by OpenBLAS, elementwise arithmetic by libnd4j.
 */
@NullMarked
package unroll.backend.nd4j;

import org.jspecify.annotations.NullMarked;
