package unroll.core.float64;

/** The matrix product, with its inner loop along rows wherever the transposes allow. */
final class Product {
    private Product() {
    }

    /**
     * Adds op(a) op(b) to a result of zeros.
     *
     * @param rows of the result
     * @param columns of the result
     */
    static void of(Float64Tensor a, boolean transposeA, Float64Tensor b, boolean transposeB, int rows, int columns,
            double[] result) {
        int inner = a.shape().dim(transposeA ? 0 : 1);
        double[] right = b.data;
        for (int row = 0; row < rows; row++) {
            int to = row * columns;
            if (transposeB) {
                for (int column = 0; column < columns; column++) {
                    int from = b.offset + column * inner;
                    double sum = 0;
                    for (int k = 0; k < inner; k++) {
                        sum += at(a, transposeA, rows, inner, row, k) * right[from + k];
                    }
                    result[to + column] = sum;
                }
            } else {
                for (int k = 0; k < inner; k++) {
                    double left = at(a, transposeA, rows, inner, row, k);
                    int from = b.offset + k * columns;
                    for (int column = 0; column < columns; column++) {
                        result[to + column] += left * right[from + column];
                    }
                }
            }
        }
    }

    private static double at(Float64Tensor a, boolean transposed, int rows, int inner, int row, int k) {
        return a.data[a.offset + (transposed ? k * rows + row : row * inner + k)];
    }
}
