package unroll.tck.kit;

import java.util.List;
import org.junit.jupiter.api.Assertions;
import unroll.api.tensor.DType;

/** How far a result may lie from what is expected. NaN and infinities must be met exactly. */
final class Closeness {
    /** Of the tensor's largest magnitude. */
    private static final double FLOAT32 = 1e-5;
    private static final double FLOAT64 = 1e-12;

    private Closeness() {
    }

    /** What a float result may be off, in parts of the tensor's largest magnitude. */
    static double tolerance(DType dtype) {
        return dtype == DType.FLOAT32 ? FLOAT32 : FLOAT64;
    }

    /** The same bits, the sign of zero included; any NaN is as good as another. */
    static void bits(String what, Values expected, Values actual) {
        shapes(what, expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            if (Double.doubleToLongBits(expected.at(i)) != Double.doubleToLongBits(actual.at(i))) {
                Assertions.fail(difference(what, expected, actual, i) + "; the same bits are expected");
            }
        }
    }

    /** The same bits in each of several results. */
    static void bits(List<Values> expected, List<Values> actual) {
        Assertions.assertEquals(expected.size(), actual.size(), "number of results");
        for (int i = 0; i < expected.size(); i++) {
            bits("result " + i, expected.get(i), actual.get(i));
        }
    }

    /** No element off by more than {@code allowed}. */
    static void within(String what, Values expected, Values actual, double allowed) {
        shapes(what, expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            if (!near(expected.at(i), actual.at(i), allowed)) {
                Assertions.fail(difference(what, expected, actual, i) + "; it may be off by " + allowed);
            }
        }
    }

    /** No element off by more than a part of its own magnitude; what is too small to be normal may be lost. */
    static void eachWithin(String what, Values expected, Values actual, double part) {
        shapes(what, expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            double allowed = part * Math.abs(expected.at(i)) + Float.MIN_NORMAL;
            if (!near(expected.at(i), actual.at(i), allowed)) {
                Assertions.fail(difference(what, expected, actual, i) + "; it may be off by " + allowed);
            }
        }
    }

    private static boolean near(double expected, double actual, double allowed) {
        if (!Double.isFinite(expected) || !Double.isFinite(actual)) {
            return Double.compare(expected, actual) == 0;
        }
        return Math.abs(expected - actual) <= allowed;
    }

    private static void shapes(String what, Values expected, Values actual) {
        Assertions.assertEquals(expected.shape(), actual.shape(), what + ": shape");
    }

    private static String difference(String what, Values expected, Values actual, int index) {
        return what + ": element " + index + " of " + expected.shape() + ": expected " + expected.at(index) + ", found "
                + actual.at(index);
    }
}
