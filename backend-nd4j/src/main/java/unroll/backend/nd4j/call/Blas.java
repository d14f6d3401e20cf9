package unroll.backend.nd4j.call;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import org.bytedeco.openblas.global.openblas;
import unroll.api.tensor.Indices;
import unroll.backend.nd4j.memory.OffHeap;

/** OpenBLAS on row-major matrices and vectors at addresses. */
public final class Blas {
    /** How many ones there are. */
    private static final int ONES = 4096;
    /** Room for the ones. */
    static final long BYTES = (long) ONES * Float.BYTES;

    private static final long FLOAT = Float.BYTES;
    /** Up to so many rows a product is made row by row, since sgemm first copies the whole right operand. */
    private static final int FEW_ROWS = 12;
    /** Up to so many multiply-adds OpenBLAS for AVX-512 has a kernel that copies nothing. */
    private static final long SMALL_PRODUCT = 300_000;

    private final Address a = new Address();
    private final Address b = new Address();
    private final Address c = new Address();
    private final boolean smallKernels;
    private final long ones;

    /**
     * On a library that is loaded.
     *
     * @param smallKernels whether it has kernels for small products that copy nothing
     * @param room {@link #BYTES} bytes that stay its own
     */
    Blas(boolean smallKernels, long room) {
        this.smallKernels = smallKernels;
        this.ones = room;
        OffHeap.fill(ones, ONES, 1);
    }

    /** c = op(a) op(b), where op(x) is x or its transpose; op(a) is [m, k], op(b) is [k, n]. */
    public void multiply(long left, boolean transposeLeft, long right, boolean transposeRight, int m, int k, int n,
            long to) {
        product(left, transposeLeft, right, transposeRight, m, k, n, 0, to);
    }

    /** c += op(a) op(b), as {@link #multiply}. */
    public void addProduct(long left, boolean transposeLeft, long right, boolean transposeRight, int m, int k, int n,
            long to) {
        product(left, transposeLeft, right, transposeRight, m, k, n, 1, to);
    }

    private void product(long left, boolean transposeLeft, long right, boolean transposeRight, int m, int k, int n,
            float keep, long to) {
        boolean rowByRow = m == 1
                || (m <= FEW_ROWS && !(smallKernels && (long) m * k * n <= SMALL_PRODUCT));
        if (keep == 0 && (rowByRow || k == 0)) {
            OffHeap.zero(to, (long) m * n);
        }
        if (m == 0 || n == 0 || k == 0) {
            return;
        }
        if (rowByRow) {
            addRowByRow(left, transposeLeft, right, transposeRight, m, k, n, to);
            return;
        }
        openblas.cblas_sgemm(CblasRowMajor, transposeLeft ? CblasTrans : CblasNoTrans,
                transposeRight ? CblasTrans : CblasNoTrans, m, n, k, 1, a.at(left), transposeLeft ? m : k, b.at(right),
                transposeRight ? k : n, keep, c.at(to), n);
    }

    /** Row i of the result is the transpose of op(b) times row i of op(a). */
    private void addRowByRow(long left, boolean transposeLeft, long right, boolean transposeRight, int m, int k, int n,
            long to) {
        int rows = transposeRight ? n : k;
        int columns = transposeRight ? k : n;
        long step = transposeLeft ? FLOAT : k * FLOAT;
        for (int i = 0; i < m; i++) {
            openblas.cblas_sgemv(CblasRowMajor, transposeRight ? CblasNoTrans : CblasTrans, rows, columns, 1,
                    a.at(right), columns, b.at(left + i * step), transposeLeft ? m : 1, 1,
                    c.at(to + (long) i * n * FLOAT), 1);
        }
    }

    /** y += factor x. */
    public void addScaled(float factor, long x, long y, int count) {
        openblas.cblas_saxpy(count, factor, a.at(x), 1, b.at(y), 1);
    }

    /** x times factor. */
    public void scale(float factor, long x, int count) {
        openblas.cblas_sscal(count, factor, a.at(x), 1);
    }

    /** Adds a vector [n] to each row of a matrix [m, n]. */
    public void addToEachRow(long vector, long matrix, int m, int n) {
        for (int from = 0; n > 0 && from < m; from += ONES) {
            openblas.cblas_sger(CblasRowMajor, Math.min(ONES, m - from), n, 1, a.at(ones), 1, b.at(vector), 1,
                    c.at(matrix + (long) from * n * FLOAT), n);
        }
    }

    /** Takes element i of a vector [m] from each element of row i of a matrix [m, n]. */
    public void subtractFromEachColumn(long vector, long matrix, int m, int n) {
        for (int from = 0; m > 0 && from < n; from += ONES) {
            openblas.cblas_sger(CblasRowMajor, m, Math.min(ONES, n - from), -1, a.at(vector), 1, b.at(ones), 1,
                    c.at(matrix + from * FLOAT), n);
        }
    }

    /** Adds the sum of the rows of a matrix [m, n] to a vector [n]. */
    public void addSumOfRows(long matrix, int m, int n, long to) {
        for (int from = 0; n > 0 && from < m; from += ONES) {
            openblas.cblas_sgemv(CblasRowMajor, CblasTrans, Math.min(ONES, m - from), n, 1,
                    a.at(matrix + (long) from * n * FLOAT), n, b.at(ones), 1, 1, c.at(to), 1);
        }
    }

    /** Adds the sum of each row of a matrix [m, n] to a vector [m]. */
    public void addSumOfEachRow(long matrix, int m, int n, long to) {
        for (int from = 0; m > 0 && from < n; from += ONES) {
            openblas.cblas_sgemv(CblasRowMajor, CblasNoTrans, m, Math.min(ONES, n - from), 1,
                    a.at(matrix + from * FLOAT), n, b.at(ones), 1, 1, c.at(to), 1);
        }
    }

    /**
     * Adds row i of a source to a part of row {@code rows.at(i)} of a table, for i from 0 on.
     *
     * @param table the first element of the part in the table's first row
     */
    public void scatterAdd(long source, Indices rows, int width, long table, int tableWidth) {
        for (int i = 0; i < rows.length(); i++) {
            addScaled(1, source + (long) i * width * FLOAT, table + (long) rows.at(i) * tableWidth * FLOAT, width);
        }
    }

    /** The sum of a run of elements: of stretches by OpenBLAS, of those in double. */
    public float sum(long x, int count) {
        double sum = 0;
        for (int from = 0; from < count; from += ONES) {
            sum += openblas.cblas_sdot(Math.min(ONES, count - from), a.at(x + from * FLOAT), 1, b.at(ones), 1);
        }
        return (float) sum;
    }
}
