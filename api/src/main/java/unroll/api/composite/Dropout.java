package unroll.api.composite;

import unroll.api.error.UsageException;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Sets elements to zero at random and scales the others by 1 / (1 - rate), so that the mean stays (Srivastava et al.,
 * 2014; inverted as in torch.nn.Dropout).
 *
 * <p>Input and output: x, of any shape. Element i, row-major, is dropped if {@link CounterRandom#uniform uniform(i)} of
 * (seed, {@link RandomStream#DROPOUT}, draw, layer) is below the rate: a device can draw the mask itself.
 */
public record Dropout() implements Composite<Dropout.Mask> {
    public static final Dropout DROPOUT = new Dropout();

    /**
     * Which mask.
     *
     * @param rate the share that is dropped, at least 0 and below 1
     * @param seed the training's seed
     * @param draw number of the mini-batch since training began
     * @param layer the recurrent layer after which it stands, from 0
     */
    public record Mask(double rate, long seed, int draw, int layer) {
        /** Checks the rate. */
        public Mask {
            if (!(rate >= 0 && rate < 1)) {
                throw new UsageException("a dropout rate is at least 0 and below 1, found " + rate);
            }
        }

        /** The numbers from which it is drawn. */
        public CounterRandom random() {
            return new CounterRandom(seed, RandomStream.DROPOUT, draw, layer);
        }

        /** What an element that stays is multiplied by. */
        public double scale() {
            return 1 / (1 - rate);
        }
    }

    @Override
    public String name() {
        return "dropout";
    }

    @Override
    public Tensors define(TensorOps ops, Mask mask, Tensors inputs) {
        Tensor x = inputs.get(0);
        CounterRandom random = mask.random();
        double[] factors = new double[x.shape().size()];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = random.uniform(i) < mask.rate() ? 0 : mask.scale();
        }
        return Tensors.of(ops.multiply(x, ops.create(x.shape(), x.dtype(), factors)));
    }
}
