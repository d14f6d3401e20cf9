/**
 * Modules, parameters with PyTorch's names and initial distributions, and recurrent cells.
 */
@NullMarked
package unroll.api.nn;

import org.jspecify.annotations.NullMarked;
