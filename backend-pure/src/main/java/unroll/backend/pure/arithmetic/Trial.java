package unroll.backend.pure.arithmetic;

import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.Indices;

/**
 * Small jobs that lead every kernel down every way it may take: odd and even k, one to four rows, vectors and what is
 * left over. A way never taken would be left out of the compiled code, and taking it later would throw that code away.
 */
final class Trial {
    private static final int N = 3 * 16 + 2 * 16 - 3;
    private static final int ROWS = 6;
    private static final int K = 33;
    private static final int MOST = 640;

    private final float[] a = new float[MOST];
    private final float[] b = new float[K * N];
    private final float[] c = new float[ROWS * N];
    private final float[] d = new float[MOST];
    private final Indices rows = Indices.of(ROWS, 0, 3, 2, 1, 0, 5);
    private int round;

    Trial() {
        for (int i = 0; i < MOST; i++) {
            a[i] = 0.001f * i - 0.1f;
            d[i] = 0.002f * i;
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = 0.001f * (i % 97) - 0.05f;
        }
    }

    /** Does the family's job once. */
    void run(Family family, Arithmetic arithmetic) {
        round++;
        switch (family) {
            case PRODUCTS -> products(arithmetic);
            case STEPS -> steps(arithmetic);
            case LOSS -> arithmetic.softmaxLoss(b, N, N - round % 20, rows, 3, 0.1f, d, c, 0, ROWS);
            case UPDATE -> arithmetic.adam(a, b, c, d, round % 3, 300 - round % 7, 0.9f, 0.1f, 0.999f, 0.001f, 1e-8f,
                    0.001f, 1.1f);
            case SUMS -> sums(arithmetic);
            case FUNCTIONS -> functions(arithmetic);
        }
    }

    private void products(Arithmetic arithmetic) {
        int k = K - round % 2;
        int m = ROWS - round % 5;
        try (RightOperand operand = arithmetic.operand(k, N)) {
            operand.putTransposed(b, 0);
            operand.putRows(b, 0, 0, k);
            operand.multiply(a, 0, k, 1, c, 0, 0, m);
            operand.multiply(a, 0, 1, m, c, 0, 0, m);
        }
    }

    private void steps(Arithmetic arithmetic) {
        int hidden = N - round % 20;
        arithmetic.tanhForward(b, 0, round % 3 == 0 ? null : rows, a, 0, c, round % 5, ROWS, hidden);
        arithmetic.tanhBackward(round % 3 == 0 ? null : a, 0, b, 0, c, d, round % 5, ROWS, hidden);
    }

    private void sums(Arithmetic arithmetic) {
        int n = N - round % 20;
        arithmetic.addToEachRow(c, 0, 1 + round % ROWS, a, 0, n);
        arithmetic.scatterAdd(b, 0, rows, n, c);
        arithmetic.sumOfRows(b, 0, 1 + round % K, n, d, 0);
        arithmetic.sum(b, 0, 16 * (round % 20));
        arithmetic.affine(a, 0, 0.5f, 0.1f, c, 0, 4 * n);
        arithmetic.addScaled(c, 0, 0.01f, a, 0, 4 * n);
        arithmetic.binary(BinaryOp.values()[round % 4], a, 0, d, 0, c, 0, 4 * n);
    }

    private void functions(Arithmetic arithmetic) {
        arithmetic.unary(UnaryOp.TANH, a, 0, c, 0, 4 * N - round % 20);
        arithmetic.unary(UnaryOp.EXP, a, 0, c, 0, 4 * N - round % 20);
        arithmetic.unary(UnaryOp.SIGMOID, a, 0, c, 0, 4 * N - round % 20);
        arithmetic.unary(UnaryOp.LOG, d, 0, c, 0, 4 * N - round % 20);
    }
}
