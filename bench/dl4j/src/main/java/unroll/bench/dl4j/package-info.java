/**
 * The job on Deeplearning4j's own layers.
 */
@NullMarked
package unroll.bench.dl4j;

import org.jspecify.annotations.NullMarked;
