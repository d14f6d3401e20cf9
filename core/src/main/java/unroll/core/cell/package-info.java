/**
 * The recurrent cells: the lecture's, torch.nn's and some others, each found by its provider.
 */
@NullMarked
package unroll.core.cell;

import org.jspecify.annotations.NullMarked;
