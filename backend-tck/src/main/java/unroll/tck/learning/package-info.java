/**
 * The families of the kit that run whole models: a backend must reproduce PyTorch's figures and the reference's curves
 * with every cell, and carry a state through time as a recurrent network does.
 */
@NullMarked
package unroll.tck.learning;

import org.jspecify.annotations.NullMarked;
