package unroll.backend.tornado.launch;

import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.kernel.Product;

/** Products of matrices. */
public final class Products {
    /** Products of more multiplications are worth tiles. */
    private static final long SMALL = 1 << 18;

    private final Machine machine;

    /** On a machine. */
    public Products(Machine machine) {
        this.machine = machine;
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
        boolean small = (long) m * n * k <= SMALL;
        int x = small ? m * n : (n + Product.TILE - 1) / Product.TILE;
        int y = small ? 1 : (m + Product.TILE - 1) / Product.TILE;
        machine.run(small ? Task.PRODUCT : Task.TILES, x, y, m, n, k, left.at(), left.row(), left.column(), right.at(),
                right.row(), right.column(), result.at(), result.row(), bias, add ? 1 : 0);
    }
}
