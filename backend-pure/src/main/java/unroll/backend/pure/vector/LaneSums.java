package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums in the order of {@link unroll.backend.pure.kernel.Sums}: 16 lanes, whatever the width, then neighbours. The
 * Vector API's own reduction has no fixed order.
 */
final class LaneSums {
    /** The lanes of the order; one, two or four vectors hold them. */
    static final int LANES = 16;

    private static final VectorShuffle<Float> BY_1 = exchange(1);
    private static final VectorShuffle<Float> BY_2 = exchange(2);
    private static final VectorShuffle<Float> BY_4 = exchange(4);
    private static final VectorShuffle<Float> BY_8 = exchange(8);

    private LaneSums() {
    }

    private static VectorShuffle<Float> exchange(int distance) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ distance) % COUNT);
    }

    /** The sum of n elements, n a multiple of 16. */
    static float wholeGroups(float[] a, int offset, int n) {
        return switch (COUNT) {
            case 16 -> sixteen(a, offset, n);
            case 8 -> eight(a, offset, n) + eight(a, offset + 8, n);
            default -> four(a, offset, n) + four(a, offset + 4, n) + (four(a, offset + 8, n) + four(a, offset + 12, n));
        };
    }

    private static float sixteen(float[] a, int offset, int n) {
        FloatVector sum = lanes(a, offset, n);
        sum = sum.add(sum.rearrange(BY_1));
        sum = sum.add(sum.rearrange(BY_2));
        sum = sum.add(sum.rearrange(BY_4));
        return sum.add(sum.rearrange(BY_8)).lane(0);
    }

    private static float eight(float[] a, int offset, int n) {
        FloatVector sum = lanes(a, offset, n);
        sum = sum.add(sum.rearrange(BY_1));
        sum = sum.add(sum.rearrange(BY_2));
        return sum.add(sum.rearrange(BY_4)).lane(0);
    }

    private static float four(float[] a, int offset, int n) {
        FloatVector sum = lanes(a, offset, n);
        sum = sum.add(sum.rearrange(BY_1));
        return sum.add(sum.rearrange(BY_2)).lane(0);
    }

    private static FloatVector lanes(float[] a, int offset, int n) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < n; i += LANES) {
            sum = sum.add(load(a, offset + i));
        }
        return sum;
    }
}
