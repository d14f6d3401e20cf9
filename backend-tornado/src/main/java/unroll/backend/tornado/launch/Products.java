package unroll.backend.tornado.launch;

import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.kernel.Product;
import unroll.backend.tornado.storage.DeviceScope;

/** Products of matrices. */
public final class Products {
    /** Products of more multiplications are worth tiles. */
    private static final long SMALL = 1 << 18;
    /** So few rows leave even low tiles empty. */
    private static final int FEW = 2;

    /**
     * Products of at least so many multiplications go to a library of the driver's where there is one. No GPU has been
     * measured: here a tile's kernel has as many groups as a large device has use for.
     */
    public static final long LARGE = 1 << 22;

    /** The least k of a chunk, where few tiles have a long k: a gradient of weights is a sum over all tokens. */
    private static final int CHUNK = 256;

    private final Machine machine;
    private final DeviceScope scratch;

    /**
     * On a machine.
     *
     * @param scratch where intermediate results go
     */
    public Products(Machine machine, DeviceScope scratch) {
        this.machine = machine;
        this.scratch = scratch;
    }

    /**
     * A matrix in the heap.
     *
     * @param at its first element
     * @param row from one row to the next
     * @param column from one column to the next
     */
    public record Matrix(int at, int row, int column) {
        /** A matrix whose rows lie one after another, or its transpose. */
        public static Matrix of(int at, int columns, boolean transposed) {
            return transposed ? new Matrix(at, 1, columns) : new Matrix(at, columns, 1);
        }
    }

    /**
     * result = left right.
     *
     * @param m rows of left
     * @param n columns of right
     * @param k columns of left
     * @param bias where n elements lie that are added to each row, or -1
     * @param add whether to what is there
     */
    public void multiply(int m, int n, int k, Matrix left, Matrix right, Matrix result, int bias, boolean add) {
        if (m == 0 || n == 0) {
            return;
        }
        if ((long) m * n * k >= machine.libraryFrom() && (bias < 0 || (!add && result.row() == n))) {
            if (bias >= 0) {
                new Elements(machine).expand(m, n, true, bias, result.at());
            }
            machine.run(Task.LIBRARY_PRODUCT, 1, 1, m, n, k, left.at(), left.row(), left.column(), right.at(),
                    right.row(), right.column(), result.at(), result.row(), -1, add || bias >= 0 ? 1 : 0);
            return;
        }
        if ((m <= FEW && k <= n) || (long) m * n * k <= SMALL) {
            machine.run(Task.PRODUCT, m * n, 1, m, n, k, left.at(), left.row(), left.column(), right.at(),
                    right.row(), right.column(), result.at(), result.row(), bias, add ? 1 : 0);
            return;
        }
        int tilesX = (n + Product.TILE - 1) / Product.TILE;
        int rows = isLow(m) ? Product.LOW : Product.TILE;
        int tilesY = (m + rows - 1) / rows;
        int chunks = bias < 0 && result.row() == n ? Math.min(Machine.GROUPS / (tilesX * tilesY), k / CHUNK) : 1;
        if (chunks < 2) {
            tiles(m, n, k, left, right, result, bias, add, tilesX, tilesY, 1);
        } else {
            int parts = scratch.take(chunks * m * n);
            tiles(m, n, k, left, right, new Matrix(parts, n, 1), -1, false, tilesX, tilesY, chunks);
            new Sums(machine, scratch).ofRows(chunks, m * n, parts, result.at(), add);
        }
    }

    /** Whether most of a high tile would be empty. */
    private static boolean isLow(int m) {
        return m <= Product.TILE / 2;
    }

    private void tiles(int m, int n, int k, Matrix left, Matrix right, Matrix result, int bias, boolean add, int x,
            int y, int chunks) {
        machine.run(isLow(m) ? Task.LOW_TILES : Task.TILES, x, y * chunks, m, n, k, left.at(), left.row(),
                left.column(), right.at(), right.row(),
                right.column(), result.at(), result.row(), bias, add ? 1 : 0, y, (k + chunks - 1) / chunks, m * n);
    }
}
