package template.backend;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import unroll.api.support.BinaryOp;
import unroll.api.support.CheckedOps;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.UpdateOps;

/**
 * The primitives. CheckedOps has seen to owners, lives, types and shapes, so that here is arithmetic alone. Each element
 * is computed in double and rounded once.
 */
final class PlainOps extends CheckedOps<PlainTensor> {
    private final PlainBackend backend;
    private final PlainScope scope;

    PlainOps(PlainBackend backend, PlainScope scope) {
        super(backend, scope);
        this.backend = backend;
        this.scope = scope;
    }

    // ---- create and read

    @Override
    protected PlainTensor make(Shape shape, DType dtype, double[] values) {
        PlainBackend.requireFloat32(dtype);
        return rounded(shape, values);
    }

    private PlainTensor rounded(Shape shape, double[] values) {
        PlainTensor result = scope.tensor(shape);
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = (float) values[i];
        }
        return result;
    }

    @Override
    protected PlainTensor make(Shape shape, float[] values, int offset) {
        PlainTensor result = scope.tensor(shape);
        System.arraycopy(values, offset, result.data, 0, result.data.length);
        return result;
    }

    @Override
    protected PlainTensor fill(Shape shape, DType dtype, double value) {
        PlainBackend.requireFloat32(dtype);
        PlainTensor result = scope.tensor(shape);
        Arrays.fill(result.data, (float) value);
        return result;
    }

    @Override
    protected void copyOut(PlainTensor a, float[] destination, int offset) {
        System.arraycopy(a.data, a.offset, destination, offset, a.size());
    }

    @Override
    protected void copyOut(PlainTensor a, double[] destination, int offset) {
        for (int i = 0; i < a.size(); i++) {
            destination[offset + i] = a.data[a.offset + i];
        }
    }

    // ---- products

    @Override
    protected PlainTensor product(PlainTensor a, boolean transposeA, PlainTensor b, boolean transposeB, Shape shape) {
        int m = shape.dim(0);
        int n = shape.dim(1);
        int inner = a.shape().dim(transposeA ? 0 : 1);
        // How far it is to the next row and to the next column of op(a) and op(b).
        int rowA = transposeA ? 1 : inner;
        int columnA = transposeA ? m : 1;
        int rowB = transposeB ? 1 : n;
        int columnB = transposeB ? inner : 1;
        PlainTensor result = scope.tensor(shape);
        double[] sums = new double[n];
        for (int i = 0; i < m; i++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < inner; k++) {
                double x = a.data[a.offset + i * rowA + k * columnA];
                int b0 = b.offset + k * rowB;
                for (int j = 0; j < n; j++) {
                    sums[j] += x * b.data[b0 + j * columnB];
                }
            }
            for (int j = 0; j < n; j++) {
                result.data[i * n + j] = (float) sums[j];
            }
        }
        return result;
    }

    // ---- elementwise

    private PlainTensor each(PlainTensor a, DoubleUnaryOperator of) {
        PlainTensor result = scope.tensor(a.shape());
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = (float) of.applyAsDouble(a.data[a.offset + i]);
        }
        return result;
    }

    @Override
    protected PlainTensor unary(UnaryOp op, PlainTensor a) {
        return each(a, switch (op) {
            case EXP -> Math::exp;
            case LOG -> Math::log;
            case TANH -> Math::tanh;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case SQRT -> Math::sqrt;
            // This way round NaN stays NaN.
            case RELU -> x -> x <= 0 ? 0 : x;
            case STEP -> x -> x > 0 ? 1 : 0;
        });
    }

    @Override
    protected PlainTensor binary(BinaryOp op, PlainTensor a, PlainTensor b) {
        DoubleBinaryOperator of = switch (op) {
            case ADD -> (x, y) -> x + y;
            case SUBTRACT -> (x, y) -> x - y;
            case MULTIPLY -> (x, y) -> x * y;
            case DIVIDE -> (x, y) -> x / y;
        };
        PlainTensor result = scope.tensor(a.shape());
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = (float) of.applyAsDouble(a.data[a.offset + i], b.data[b.offset + i]);
        }
        return result;
    }

    @Override
    protected PlainTensor scaleShift(PlainTensor a, double scale, double shift) {
        return each(a, x -> scale * x + shift);
    }

    @Override
    protected PlainTensor timesScalar(PlainTensor a, PlainTensor scalar) {
        double factor = scalar.data[scalar.offset];
        return each(a, x -> x * factor);
    }

    @Override
    protected PlainTensor expand(PlainTensor vector, boolean alongRows, Shape shape) {
        PlainTensor result = scope.tensor(shape);
        int n = shape.dim(1);
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = vector.data[vector.offset + (alongRows ? i % n : i / n)];
        }
        return result;
    }

    // ---- reductions

    @Override
    protected PlainTensor total(PlainTensor a) {
        return reduce(a, 1, a.size(), 1, Shape.SCALAR, 0, Double::sum);
    }

    @Override
    protected PlainTensor sumOver(PlainTensor a, int dim, Shape shape) {
        return reduce(a, a.shape().dim(0), a.shape().dim(1), dim, shape, 0, Double::sum);
    }

    @Override
    protected PlainTensor largest(PlainTensor a, int dim, Shape shape) {
        // Math.max keeps NaN.
        return reduce(a, a.shape().dim(0), a.shape().dim(1), dim, shape, Double.NEGATIVE_INFINITY, Math::max);
    }

    /** Takes the elements of an m by n matrix together along one dimension, in order. */
    private PlainTensor reduce(PlainTensor a, int m, int n, int dim, Shape shape, double first,
            DoubleBinaryOperator step) {
        double[] values = new double[shape.size()];
        Arrays.fill(values, first);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int to = dim == 0 ? j : i;
                values[to] = step.applyAsDouble(values[to], a.data[a.offset + i * n + j]);
            }
        }
        return rounded(shape, values);
    }

    // ---- rows

    @Override
    protected PlainTensor gather(PlainTensor table, Indices rows, Shape shape) {
        PlainTensor result = scope.tensor(shape);
        int n = shape.dim(1);
        for (int i = 0; i < rows.length(); i++) {
            System.arraycopy(table.data, table.offset + rows.at(i) * n, result.data, i * n, n);
        }
        return result;
    }

    @Override
    protected PlainTensor scatterAdd(PlainTensor source, Indices rows, Shape shape) {
        double[] sums = new double[shape.size()];
        int n = shape.dim(1);
        for (int i = 0; i < rows.length(); i++) {
            for (int j = 0; j < n; j++) {
                sums[rows.at(i) * n + j] += source.data[source.offset + i * n + j];
            }
        }
        return rounded(shape, sums);
    }

    // ---- form: always a copy, because a tensor may be changed in place later

    @Override
    protected PlainTensor part(PlainTensor a, int dim, int from, Shape shape) {
        if (dim == 0) {
            int width = shape.rank() == 1 ? 1 : shape.dim(1);
            return make(shape, a.data, a.offset + from * width);
        }
        PlainTensor result = scope.tensor(shape);
        int width = shape.dim(1);
        for (int row = 0; row < shape.dim(0); row++) {
            System.arraycopy(a.data, a.offset + row * a.shape().dim(1) + from, result.data, row * width, width);
        }
        return result;
    }

    @Override
    protected PlainTensor join(List<PlainTensor> parts, int dim, Shape shape) {
        PlainTensor result = scope.tensor(shape);
        int runs = dim == 0 ? 1 : shape.dim(0);
        int next = 0;
        for (int run = 0; run < runs; run++) {
            for (PlainTensor part : parts) {
                int length = part.size() / runs;
                System.arraycopy(part.data, part.offset + run * length, result.data, next, length);
                next += length;
            }
        }
        return result;
    }

    @Override
    protected PlainTensor view(PlainTensor a, Shape shape) {
        return make(shape, a.data, a.offset);
    }

    @Override
    public UpdateOps updates() {
        return new PlainUpdates(backend, this);
    }
}
