/**
 * The families of the kit that train: a backend must reproduce PyTorch's figures and the reference's curve.
 */
@NullMarked
package unroll.tck.learning;

import org.jspecify.annotations.NullMarked;
