/**
 * From items to batches: the split that Python would make, sequences of token pairs in flat arrays, and batches either
 * packed by length or padded as in the lecture.
 */
@NullMarked
package unroll.core.data;

import org.jspecify.annotations.NullMarked;
