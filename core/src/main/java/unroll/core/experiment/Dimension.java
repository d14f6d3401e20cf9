package unroll.core.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.core.config.ConfigKey;

/** A setting that a sweep searches, and the values that it may take. */
public sealed interface Dimension {
    /** The setting. */
    ConfigKey key();

    /**
     * The value at a place between the first and the last.
     *
     * @param place at least 0 and below 1; places are spread evenly over the values, or over their logarithms
     */
    @Nullable
    Object at(double place);

    /** The values of a grid; empty where nothing says how many. */
    List<@Nullable Object> points();

    /**
     * Some values, each as likely as the others.
     *
     * @param key the setting
     * @param points at least one value, of the type that the key has; null for none
     */
    record Choices(ConfigKey key, List<@Nullable Object> points) implements Dimension {
        /** Copies the list. */
        public Choices {
            points = Collections.unmodifiableList(new ArrayList<>(points));
        }

        @Override
        public @Nullable Object at(double place) {
            return points.get((int) (place * points.size()));
        }
    }

    /**
     * All values from one to another; whole ones where the setting is a whole number.
     *
     * @param key the setting, a number
     * @param min the least value
     * @param max the greatest, above the least
     * @param logarithmic whether equal ratios are as likely, not equal differences; then the least is above 0
     * @param steps values of a grid, both ends included, at least 2; 0 for none given
     */
    record Range(ConfigKey key, double min, double max, boolean logarithmic, int steps) implements Dimension {
        /** Whether settings of a kind are numbers. */
        public static boolean fits(ConfigKey.Kind kind) {
            return switch (kind) {
                case COUNT, POSITIVE, NOT_NEGATIVE, SHARE, SEED, THREADS -> true;
                case TEXT, FLAG, OPTIONS -> false;
            };
        }

        /** Whether settings of a kind are whole numbers. */
        public static boolean isWhole(ConfigKey.Kind kind) {
            return kind == ConfigKey.Kind.COUNT || kind == ConfigKey.Kind.SEED || kind == ConfigKey.Kind.THREADS;
        }

        @Override
        public Object at(double place) {
            // The greatest whole number is as likely as the others.
            double end = isWhole(key.kind()) ? max + 1 : max;
            double value = between(end, place);
            return typed(isWhole(key.kind()) ? Math.floor(value) : value);
        }

        @Override
        public List<@Nullable Object> points() {
            List<@Nullable Object> points = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                double value = i == steps - 1 ? max : between(max, (double) i / (steps - 1));
                Object point = typed(isWhole(key.kind()) ? Math.rint(value) : value);
                if (!points.contains(point)) {
                    points.add(point);
                }
            }
            return points;
        }

        private double between(double end, double place) {
            double value = logarithmic ? min * Math.pow(end / min, place) : min + place * (end - min);
            return Math.clamp(value, min, end);
        }

        private Object typed(double value) {
            return switch (key.kind()) {
                case COUNT, THREADS -> (int) Math.min(value, max);
                case SEED -> (long) Math.min(value, max);
                case POSITIVE, NOT_NEGATIVE, SHARE -> value;
                case TEXT, FLAG, OPTIONS -> throw new IllegalStateException(key.key() + " has no ranges");
            };
        }
    }
}
