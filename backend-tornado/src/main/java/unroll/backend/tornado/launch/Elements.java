package unroll.backend.tornado.launch;

import unroll.api.support.BinaryOp;
import unroll.api.support.UnaryOp;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.kernel.Elementwise;

/** Arithmetic element by element, and copies. Places are those in the heap; a result may lie where an argument lies. */
public final class Elements {
    private final Machine machine;

    /** On a machine. */
    public Elements(Machine machine) {
        this.machine = machine;
    }

    private static int number(UnaryOp op) {
        return switch (op) {
            case EXP -> Elementwise.EXP;
            case LOG -> Elementwise.LOG;
            case TANH -> Elementwise.TANH;
            case SIGMOID -> Elementwise.SIGMOID;
            case SQRT -> Elementwise.SQRT;
            case RELU -> Elementwise.RELU;
            case STEP -> Elementwise.STEP;
        };
    }

    private static int number(BinaryOp op) {
        return switch (op) {
            case ADD -> Elementwise.ADD;
            case SUBTRACT -> Elementwise.SUBTRACT;
            case MULTIPLY -> Elementwise.MULTIPLY;
            case DIVIDE -> Elementwise.DIVIDE;
        };
    }

    /** c = op(a). */
    public void apply(UnaryOp op, int count, int a, int c) {
        if (count > 0) {
            machine.run(Task.UNARY, count, 1, count, number(op), a, c);
        }
    }

    /** c = op(a, b). */
    public void apply(BinaryOp op, int count, int a, int b, int c) {
        if (count > 0) {
            machine.run(Task.BINARY, count, 1, count, number(op), a, b, c);
        }
    }

    /** c = scale a + shift. */
    public void affine(int count, int a, float scale, float shift, int c) {
        if (count > 0) {
            machine.run(Task.AFFINE, count, scale, shift, count, a, c);
        }
    }

    /** c = c + factor a. */
    public void addScaled(int count, float factor, int a, int c) {
        if (count > 0) {
            machine.run(Task.ADD_SCALED, count, factor, 0, count, a, c);
        }
    }

    /** c = a times the element at {@code scalar}, which is no element of c. */
    public void scaleBy(int count, int a, int scalar, int c) {
        if (count > 0) {
            machine.run(Task.SCALE_BY, count, 1, count, a, scalar, c);
        }
    }

    /** Copies elements to where none of them lies. */
    public void copy(int count, int from, int to) {
        copyRows(1, count, from, count, to, count);
    }

    /**
     * Copies rows of a matrix to rows of another.
     *
     * @param fromRow from one row to the next
     * @param toRow the same where they go
     */
    public void copyRows(int rows, int width, int from, int fromRow, int to, int toRow) {
        int count = rows * width;
        if (count > 0) {
            machine.run(Task.ROWS, count, 1, count, width, from, fromRow, to, toRow);
        }
    }

    /** A vector as each row of a matrix, or as each column. */
    public void expand(int rows, int columns, boolean alongRows, int vector, int to) {
        int count = rows * columns;
        if (count > 0) {
            machine.run(Task.EXPAND, count, 1, count, columns, alongRows ? 1 : 0, vector, to);
        }
    }

    /** The transpose of a matrix, to where it does not lie. */
    public void transpose(int rows, int columns, int from, int to) {
        int count = rows * columns;
        if (count > 0) {
            machine.run(Task.TRANSPOSE, count, 1, count, rows, columns, from, to);
        }
    }
}
