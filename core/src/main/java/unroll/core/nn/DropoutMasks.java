package unroll.core.nn;

import unroll.api.composite.Dropout;

/**
 * The dropout masks of one mini-batch.
 *
 * @param seed the training's seed
 * @param draw number of the mini-batch since training began
 */
public record DropoutMasks(long seed, int draw) {
    /** The mask after one layer. */
    Dropout.Mask mask(double rate, int layer) {
        return new Dropout.Mask(rate, seed, draw, layer);
    }
}
