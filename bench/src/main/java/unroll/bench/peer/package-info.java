/**
 * What is the same for each peer: the loop over epochs and batches, and what its process tells the one that compares.
 */
@NullMarked
package unroll.bench.peer;

import org.jspecify.annotations.NullMarked;
