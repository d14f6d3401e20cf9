package unroll.tck.kit;

import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;

/** Draws inputs, one after another, the same for the same seed. */
public final class Draw {
    private final long seed;
    private int drawn;

    /** Starts over. */
    public Draw(long seed) {
        this.seed = seed;
    }

    private CounterRandom next() {
        return new CounterRandom(seed, RandomStream.WEIGHTS, 0, drawn++);
    }

    /** Uniform values in [low, high). */
    public Values uniform(Shape shape, double low, double high) {
        CounterRandom random = next();
        double[] data = new double[shape.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = low + (high - low) * random.uniformDouble(i);
        }
        return Values.of(shape, data);
    }

    /** Uniform values in [-1, 1). */
    public Values uniform(Shape shape) {
        return uniform(shape, -1, 1);
    }

    /** Indices below a bound, most of them more than once where there are enough. */
    public Indices indices(int count, int bound) {
        CounterRandom random = next();
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.below(bound, i);
        }
        return Indices.of(bound, values);
    }
}
