package unroll.backend.pure.arithmetic;

import unroll.api.tensor.Indices;

/**
 * Small jobs that lead every kernel down every way it may take: odd and even k, one to six rows, vectors and what is
 * left over. A way never taken is left out of the compiled code, and taking it later throws that code away.
 */
final class Trial {
    private static final int N = 77;
    private static final int ROWS = 6;
    private static final int K = 9;

    private final float[] a = new float[ROWS * N];
    private final float[] b = new float[ROWS * N];
    private final float[] c = new float[ROWS * N];
    private final float[] d = new float[K * N];
    private final Indices rows = Indices.of(ROWS, 0, 3, 2, 1, 0, 5);
    private int round;

    Trial() {
        for (int i = 0; i < a.length; i++) {
            a[i] = 0.001f * i - 0.1f;
            b[i] = 0.1f - 0.001f * i;
        }
    }

    /** Does the family's job once. */
    void run(Family family, Arithmetic arithmetic) {
        round++;
        switch (family) {
            case PRODUCTS -> products(arithmetic);
            case STEPS -> steps(arithmetic);
            case LOSS -> arithmetic.softmaxLoss(a, 0, N - round % 20, rows, 3, 0.1f, d, c, round % 5, ROWS);
            case SUMS -> sums(arithmetic);
        }
    }

    private void products(Arithmetic arithmetic) {
        int k = K - round % 2;
        int m = ROWS - round % 6;
        try (RightOperand operand = arithmetic.operand(k, N)) {
            operand.putTransposed(d, 0);
            operand.putRows(d, 0, 0, k);
            operand.multiply(a, 0, k, 1, c, 0, 0, m);
        }
    }

    private void steps(Arithmetic arithmetic) {
        int hidden = N - round % 20;
        boolean alone = round % 3 == 0;
        arithmetic.tanhForward(b, 0, alone ? null : rows, a, 0, c, round % 5, ROWS, hidden);
        arithmetic.tanhBackward(alone ? null : a, 0, b, 0, c, d, round % 5, ROWS, hidden);
    }

    private void sums(Arithmetic arithmetic) {
        int n = N - round % 20;
        int m = 1 + round % ROWS;
        arithmetic.addToEachRow(c, 0, m, a, 0, n);
        arithmetic.scatterAdd(b, 0, rows, n, c);
        arithmetic.sumOfRows(b, 0, m, n, d, 0);
        arithmetic.affine(a, 0, 0.5f, 0.1f, c, 0, m * n);
        arithmetic.addScaled(c, 0, 0.01f, a, 0, m * n);
    }
}
