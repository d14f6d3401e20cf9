package unroll.core.schedule;

import java.util.Arrays;

/**
 * The dev losses of the finished epochs in their order, in nats per token. Immutable. A run that was begun by a version
 * that did not note them lacks the first ones.
 */
public final class DevLosses {
    /** Of no epoch. */
    public static final DevLosses NONE = new DevLosses();

    private final double[] losses;

    private DevLosses(double... losses) {
        this.losses = losses;
    }

    /** Some losses; the array is copied. */
    public static DevLosses of(double... losses) {
        return new DevLosses(losses.clone());
    }

    /** These and that of one more epoch. */
    public DevLosses with(double loss) {
        double[] more = Arrays.copyOf(losses, losses.length + 1);
        more[losses.length] = loss;
        return new DevLosses(more);
    }

    /** How many there are. */
    public int count() {
        return losses.length;
    }

    /**
     * One of them.
     *
     * @param index from 0
     * @throws IndexOutOfBoundsException if there is no such loss
     */
    public double at(int index) {
        return losses[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DevLosses that && Arrays.equals(losses, that.losses);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(losses);
    }

    @Override
    public String toString() {
        return Arrays.toString(losses);
    }
}
