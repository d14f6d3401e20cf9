package unroll.bench.peer;

import java.io.PrintStream;

/** Times products of square matrices; writes {@code @gemm SIZE FLOPS_PER_SECOND}, the best of the repeats. */
public final class GemmRun {
    private static final int REPEATS = 30;
    private static final double WARM_SECONDS = 1.5;
    private static final double NANO = 1e-9;

    private GemmRun() {
    }

    /** Makes a product ready to run. */
    @FunctionalInterface
    public interface Factory {
        /**
         * A product.
         *
         * @param a [n, n]
         * @param b [n, n]
         */
        Runnable product(int n, float[] a, float[] b);
    }

    /**
     * Times.
     *
     * @param sizes as text, what the command line has
     */
    public static void main(PrintStream out, String version, Factory factory, String... sizes) {
        out.println("@version " + version);
        for (String size : sizes) {
            int n = Integer.parseInt(size);
            out.println("@gemm " + n + " " + rate(n, factory.product(n, matrix(n, 3), matrix(n, 7))));
            out.flush();
        }
    }

    private static double rate(int n, Runnable product) {
        long start = System.nanoTime();
        while ((System.nanoTime() - start) * NANO < WARM_SECONDS) {
            product.run();
        }
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REPEATS; i++) {
            long before = System.nanoTime();
            product.run();
            best = Math.min(best, (System.nanoTime() - before) * NANO);
        }
        return 2.0 * n * n * n / best;
    }

    private static float[] matrix(int n, int step) {
        float[] values = new float[n * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * step % 17 / 17f - 0.5f;
        }
        return values;
    }
}
