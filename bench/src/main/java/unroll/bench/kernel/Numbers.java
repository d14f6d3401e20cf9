package unroll.bench.kernel;

import java.util.Random;

/** Numbers as a model in training has them. */
final class Numbers {
    private Numbers() {
    }

    /** So many, from -1 to 1, the same each time. */
    static float[] draw(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }
}
