package unroll.api.support;

import java.util.ArrayList;
import java.util.List;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/**
 * A base for a backend's operations: checks owner, life, type and shape at the door, so that what is left to the backend
 * is arithmetic on tensors known to fit. Empty results are passed on like others.
 *
 * @param <T> the backend's tensor
 */
public abstract class CheckedOps<T extends Tensor> implements TensorOps {
    private final Owner<T> owner;
    private final Scope scope;

    protected CheckedOps(Owner<T> owner, Scope scope) {
        this.owner = owner;
        this.scope = scope;
    }

    @Override
    public final Scope scope() {
        return scope;
    }

    private T own(String operation, Tensor tensor) {
        return owner.own(operation, tensor);
    }

    /**
     * Begins work that has a result.
     *
     * @throws TensorException if the scope is closed
     */
    private Work begin(String operation) {
        if (!scope.isOpen()) {
            throw new TensorException(operation + ": the scope for the result is closed");
        }
        return owner.begin();
    }

    // ---- what the backend does, on arguments that fit

    /** A tensor from values of which there are enough. */
    protected abstract T make(Shape shape, DType dtype, double[] values);

    /** A float32 tensor from values of which there are enough. */
    protected abstract T make(Shape shape, float[] values, int offset);

    /** A tensor of one value. */
    protected abstract T fill(Shape shape, DType dtype, double value);

    /** Copies out. */
    protected abstract void copyOut(T tensor, float[] destination, int offset);

    /** Copies out. */
    protected abstract void copyOut(T tensor, double[] destination, int offset);

    /** The product, of the given shape. */
    protected abstract T product(T a, boolean transposeA, T b, boolean transposeB, Shape result);

    /** One argument, elementwise. */
    protected abstract T unary(UnaryOp op, T a);

    /** Two arguments, elementwise. */
    protected abstract T binary(BinaryOp op, T a, T b);

    /** scale times a plus shift. */
    protected abstract T scaleShift(T a, double scale, double shift);

    /** a times a scalar tensor. */
    protected abstract T timesScalar(T a, T scalar);

    /** Result element (i, j) is vector element {@code alongRows ? j : i}. */
    protected abstract T expand(T vector, boolean alongRows, Shape result);

    /** The sum of all. */
    protected abstract T total(T a);

    /** The sum over one dimension. */
    protected abstract T sumOver(T a, int dim, Shape result);

    /** The largest over one dimension, which is not empty. */
    protected abstract T largest(T a, int dim, Shape result);

    /** Rows of a table. */
    protected abstract T gather(T table, Indices rows, Shape result);

    /** A table of sums of rows. */
    protected abstract T scatterAdd(T source, Indices rows, Shape result);

    /** A part; {@code from} counts along {@code dim}. */
    protected abstract T part(T a, int dim, int from, Shape result);

    /** One after another. */
    protected abstract T join(List<T> parts, int dim, Shape result);

    /** The same elements in another shape. */
    protected abstract T view(T a, Shape shape);

    // ---- the door

    @Override
    public final Tensor create(Shape shape, DType dtype, double[] values) {
        try (Work _ = begin("create")) {
            Checks.values("create", shape, values.length, 0);
            return make(shape, dtype, values);
        }
    }

    @Override
    public final Tensor create(Shape shape, float[] values, int offset) {
        try (Work _ = begin("create")) {
            Checks.values("create", shape, values.length, offset);
            return make(shape, values, offset);
        }
    }

    @Override
    public final Tensor full(Shape shape, DType dtype, double value) {
        try (Work _ = begin("full")) {
            return fill(shape, dtype, value);
        }
    }

    @Override
    public final void read(Tensor tensor, float[] destination, int offset) {
        try (Work _ = owner.begin()) {
            T mine = own("read", tensor);
            Checks.values("read", tensor.shape(), destination.length, offset);
            copyOut(mine, destination, offset);
        }
    }

    @Override
    public final void read(Tensor tensor, double[] destination, int offset) {
        try (Work _ = owner.begin()) {
            T mine = own("read", tensor);
            Checks.values("read", tensor.shape(), destination.length, offset);
            copyOut(mine, destination, offset);
        }
    }

    @Override
    public final Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        try (Work _ = begin("matmul")) {
            T left = own("matmul", a);
            T right = own("matmul", b);
            return product(left, transposeA, right, transposeB, Checks.matmul(a, transposeA, b, transposeB));
        }
    }

    @Override
    public final Tensor add(Tensor a, Tensor b) {
        return both("add", BinaryOp.ADD, a, b);
    }

    @Override
    public final Tensor subtract(Tensor a, Tensor b) {
        return both("subtract", BinaryOp.SUBTRACT, a, b);
    }

    @Override
    public final Tensor multiply(Tensor a, Tensor b) {
        return both("multiply", BinaryOp.MULTIPLY, a, b);
    }

    @Override
    public final Tensor divide(Tensor a, Tensor b) {
        return both("divide", BinaryOp.DIVIDE, a, b);
    }

    private Tensor both(String operation, BinaryOp op, Tensor a, Tensor b) {
        try (Work _ = begin(operation)) {
            T left = own(operation, a);
            T right = own(operation, b);
            Checks.same(operation, a, b);
            return binary(op, left, right);
        }
    }

    @Override
    public final Tensor affine(Tensor a, double scale, double shift) {
        try (Work _ = begin("affine")) {
            return scaleShift(own("affine", a), scale, shift);
        }
    }

    @Override
    public final Tensor exp(Tensor a) {
        return one("exp", UnaryOp.EXP, a);
    }

    @Override
    public final Tensor log(Tensor a) {
        return one("log", UnaryOp.LOG, a);
    }

    @Override
    public final Tensor tanh(Tensor a) {
        return one("tanh", UnaryOp.TANH, a);
    }

    @Override
    public final Tensor sigmoid(Tensor a) {
        return one("sigmoid", UnaryOp.SIGMOID, a);
    }

    @Override
    public final Tensor sqrt(Tensor a) {
        return one("sqrt", UnaryOp.SQRT, a);
    }

    @Override
    public final Tensor relu(Tensor a) {
        return one("relu", UnaryOp.RELU, a);
    }

    @Override
    public final Tensor step(Tensor a) {
        return one("step", UnaryOp.STEP, a);
    }

    private Tensor one(String operation, UnaryOp op, Tensor a) {
        try (Work _ = begin(operation)) {
            return unary(op, own(operation, a));
        }
    }

    @Override
    public final Tensor scaleBy(Tensor a, Tensor scalar) {
        try (Work _ = begin("scaleBy")) {
            T mine = own("scaleBy", a);
            T factor = own("scaleBy", scalar);
            Checks.rank("scaleBy", scalar, 0);
            Checks.sameType("scaleBy", a, scalar);
            return timesScalar(mine, factor);
        }
    }

    @Override
    public final Tensor expandRows(Tensor vector, int rows) {
        try (Work _ = begin("expandRows")) {
            T mine = own("expandRows", vector);
            Checks.rank("expandRows", vector, 1);
            return expand(mine, true, Shape.of(rows, vector.shape().dim(0)));
        }
    }

    @Override
    public final Tensor expandColumns(Tensor vector, int columns) {
        try (Work _ = begin("expandColumns")) {
            T mine = own("expandColumns", vector);
            Checks.rank("expandColumns", vector, 1);
            return expand(mine, false, Shape.of(vector.shape().dim(0), columns));
        }
    }

    @Override
    public final Tensor sum(Tensor a) {
        try (Work _ = begin("sum")) {
            return total(own("sum", a));
        }
    }

    @Override
    public final Tensor sum(Tensor a, int dim) {
        try (Work _ = begin("sum")) {
            T mine = own("sum", a);
            return sumOver(mine, dim, Checks.reduced("sum", a, dim));
        }
    }

    @Override
    public final Tensor amax(Tensor a, int dim) {
        try (Work _ = begin("amax")) {
            T mine = own("amax", a);
            Shape result = Checks.reduced("amax", a, dim);
            if (a.shape().dim(dim) == 0) {
                throw new TensorException(
                        "amax: dimension " + dim + " of " + a.shape() + " is empty and has no largest");
            }
            return largest(mine, dim, result);
        }
    }

    @Override
    public final Tensor gatherRows(Tensor table, Indices rows) {
        try (Work _ = begin("gatherRows")) {
            T mine = own("gatherRows", table);
            return gather(mine, rows, Checks.gather(table, rows));
        }
    }

    @Override
    public final Tensor scatterAddRows(Tensor source, Indices rows, int tableRows) {
        try (Work _ = begin("scatterAddRows")) {
            T mine = own("scatterAddRows", source);
            return scatterAdd(mine, rows, Checks.scatter(source, rows, tableRows));
        }
    }

    @Override
    public final Tensor slice(Tensor a, int dim, int from, int to) {
        try (Work _ = begin("slice")) {
            T mine = own("slice", a);
            return part(mine, dim, from, Checks.slice(a, dim, from, to));
        }
    }

    @Override
    public final Tensor concat(List<Tensor> parts, int dim) {
        try (Work _ = begin("concat")) {
            List<T> mine = new ArrayList<>(parts.size());
            for (Tensor part : parts) {
                mine.add(own("concat", part));
            }
            return join(mine, dim, Checks.concat(mine, dim));
        }
    }

    @Override
    public final Tensor reshape(Tensor a, Shape shape) {
        try (Work _ = begin("reshape")) {
            T mine = own("reshape", a);
            Checks.reshape(a, shape);
            return view(mine, shape);
        }
    }
}
