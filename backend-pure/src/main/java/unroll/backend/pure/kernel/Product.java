package unroll.backend.pure.kernel;

import java.util.Arrays;

/**
 * Matrix products. Each element of the result is the sum over k in sequence, from 0, by fused multiply-add; everything
 * else here is only about doing many of those sums at a time.
 */
public final class Product {
    private Product() {
    }

    /**
     * Rows {@code from} to {@code to} of C = A B.
     *
     * @param a element (i, p) lies at {@code aOffset + i * rowStride + p * columnStride}
     * @param b row p in an array of its own
     * @param c row i lies at {@code cOffset + i * n}
     * @param sum0 room for n elements
     * @param sum1 room for n elements, another array
     */
    public static void rows(float[] a, int aOffset, int rowStride, int columnStride, float[][] b, int k, int n,
            float[] c, int cOffset, int from, int to, float[] sum0, float[] sum1) {
        for (int i = from; i < to; i += 2) {
            // a last single row is computed twice: that needs no kernel of its own
            boolean pair = i + 1 < to;
            int row0 = aOffset + i * rowStride;
            int row1 = pair ? row0 + rowStride : row0;
            Arrays.fill(sum0, 0, n, 0);
            Arrays.fill(sum1, 0, n, 0);
            int p = 0;
            for (; p + 3 < k; p += 4) {
                int a0 = row0 + p * columnStride;
                int a1 = row1 + p * columnStride;
                addFour(b[p], b[p + 1], b[p + 2], b[p + 3], sum0, sum1, n, a[a0], a[a0 + columnStride],
                        a[a0 + 2 * columnStride], a[a0 + 3 * columnStride], a[a1], a[a1 + columnStride],
                        a[a1 + 2 * columnStride], a[a1 + 3 * columnStride]);
            }
            for (; p < k; p++) {
                addOne(b[p], sum0, sum1, n, a[row0 + p * columnStride], a[row1 + p * columnStride]);
            }
            System.arraycopy(sum0, 0, c, cOffset + i * n, n);
            if (pair) {
                System.arraycopy(sum1, 0, c, cOffset + i * n + n, n);
            }
        }
    }

    /** Four terms of two rows: what C2 makes vector code of, as every array has the same index. */
    private static void addFour(float[] b0, float[] b1, float[] b2, float[] b3, float[] sum0, float[] sum1, int n,
            float x0, float x1, float x2, float x3, float y0, float y1, float y2, float y3) {
        for (int j = 0; j < n; j++) {
            float v0 = b0[j];
            float v1 = b1[j];
            float v2 = b2[j];
            float v3 = b3[j];
            sum0[j] = Math.fma(x3, v3, Math.fma(x2, v2, Math.fma(x1, v1, Math.fma(x0, v0, sum0[j]))));
            sum1[j] = Math.fma(y3, v3, Math.fma(y2, v2, Math.fma(y1, v1, Math.fma(y0, v0, sum1[j]))));
        }
    }

    private static void addOne(float[] b, float[] sum0, float[] sum1, int n, float x, float y) {
        for (int j = 0; j < n; j++) {
            float v = b[j];
            sum0[j] = Math.fma(x, v, sum0[j]);
            sum1[j] = Math.fma(y, v, sum1[j]);
        }
    }

    /**
     * The same for few rows, where packing B would take longer than the product.
     *
     * @param b element (p, j) lies at {@code bOffset + p * n + j}
     */
    public static void thin(float[] a, int aOffset, int rowStride, int columnStride, float[] b, int bOffset, int m,
            int k, int n, float[] c, int cOffset) {
        for (int i = 0; i < m; i++) {
            int out = cOffset + i * n;
            Arrays.fill(c, out, out + n, 0);
            for (int p = 0; p < k; p++) {
                float x = a[aOffset + i * rowStride + p * columnStride];
                int row = bOffset + p * n;
                for (int j = 0; j < n; j++) {
                    c[out + j] = Math.fma(x, b[row + j], c[out + j]);
                }
            }
        }
    }

    /**
     * The same with B transposed.
     *
     * @param b element (p, j) lies at {@code bOffset + j * k + p}
     */
    public static void thinTransposed(float[] a, int aOffset, int rowStride, int columnStride, float[] b, int bOffset,
            int m, int k, int n, float[] c, int cOffset) {
        for (int i = 0; i < m; i++) {
            int row = aOffset + i * rowStride;
            int out = cOffset + i * n;
            int j = 0;
            for (; j + 3 < n; j += 4) {
                dotFour(a, row, columnStride, b, bOffset + j * k, k, c, out + j);
            }
            for (; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[row + p * columnStride], b[bOffset + j * k + p], sum);
                }
                c[out + j] = sum;
            }
        }
    }

    /** Four columns at a time, because one sum has to wait for each of its steps. */
    private static void dotFour(float[] a, int row, int columnStride, float[] b, int b0, int k, float[] c, int out) {
        int b1 = b0 + k;
        int b2 = b1 + k;
        int b3 = b2 + k;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int p = 0; p < k; p++) {
            float x = a[row + p * columnStride];
            sum0 = Math.fma(x, b[b0 + p], sum0);
            sum1 = Math.fma(x, b[b1 + p], sum1);
            sum2 = Math.fma(x, b[b2 + p], sum2);
            sum3 = Math.fma(x, b[b3 + p], sum3);
        }
        c[out] = sum0;
        c[out + 1] = sum1;
        c[out + 2] = sum2;
        c[out + 3] = sum3;
    }
}
