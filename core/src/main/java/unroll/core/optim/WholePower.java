package unroll.core.optim;

/**
 * A number to a whole power, in twice the precision of a double, so that what is rounded is right to the last digit in
 * nearly all cases.
 *
 * <p>{@link StrictMath#pow} is as exact and the same everywhere, but makes three arrays a call until C2 has compiled it,
 * which for one or two calls a step of training takes many epochs.
 */
final class WholePower {
    private WholePower() {
    }

    /**
     * base to the power of exponent, by repeated squaring (Knuth, The Art of Computer Programming 2, 4.6.3).
     *
     * @param base from 0 to 1
     * @param exponent at least 0
     */
    static double of(double base, long exponent) {
        double power = 1;
        double powerRest = 0;
        double square = base;
        double squareRest = 0;
        for (long left = exponent; left > 0 && power > 0; left >>= 1) {
            if ((left & 1) == 1) {
                double product = power * square;
                double rest = Math.fma(power, square, -product) + (power * squareRest + powerRest * square);
                power = product + rest;
                powerRest = rest - (power - product);
            }
            double product = square * square;
            double rest = Math.fma(square, square, -product) + 2 * square * squareRest;
            square = product + rest;
            squareRest = rest - (square - product);
        }
        return power;
    }
}
