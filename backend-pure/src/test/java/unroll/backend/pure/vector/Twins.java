package unroll.backend.pure.vector;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.arithmetic.ScalarArithmetic;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.storage.Storage;

/** Runs both arithmetics on the same numbers and compares every bit of what they leave, around the result too. */
final class Twins {
    private final FloatPool pool = new FloatPool();
    private final Arithmetic plain = new ScalarArithmetic(pool);
    private final Arithmetic vectors = new VectorArithmetic(pool);

    Twins() {
        // before the class that fixes the width is touched
        String refusal = VectorArithmetic.refusal();
        assumeTrue(refusal == null, refusal);
        for (int i = 0; i < 8; i++) {
            // what storage is left with must not matter
            Storage storage = pool.take(1 << (8 + i));
            Arrays.fill(storage.data(), Float.NaN);
            pool.giveBack(storage);
        }
    }

    /** Numbers around 0, one in eight a 0 of either sign. */
    static float[] draw(long seed, int n) {
        Random random = new Random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(16);
            values[i] = kind == 0 ? 0 : kind == 1 ? -0f : (float) random.nextGaussian();
        }
        return values;
    }

    /**
     * Compares what a job leaves in an array.
     *
     * @param before what the array holds before
     * @param what said of a failure, with the seed
     */
    void same(float[] before, String what, BiConsumer<Arithmetic, float[]> job) {
        float[] expected = before.clone();
        float[] found = before.clone();
        job.accept(plain, expected);
        job.accept(vectors, found);
        for (int i = 0; i < before.length; i++) {
            // one NaN is as good as another
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(found[i])) {
                fail(what + ": element " + i + " is " + found[i] + " in vectors, " + expected[i] + " in plain loops");
            }
        }
    }
}
