package unroll.core.float64;

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

/** The primitives on arrays of doubles. A float32 result is computed in double and rounded once. */
final class Float64Ops extends CheckedOps<Float64Tensor> {
    private final Float64Owner owner;
    private final Float64Scope scope;

    Float64Ops(Float64Owner owner, Float64Scope scope) {
        super(owner, scope);
        this.owner = owner;
        this.scope = scope;
    }

    @Override
    public UpdateOps updates() {
        return new Float64Updates(owner, this);
    }

    /** Rounds what has been computed, where the type asks for it. */
    static void round(Float64Tensor tensor) {
        if (tensor.dtype() == DType.FLOAT32) {
            for (int i = tensor.offset; i < tensor.end(); i++) {
                tensor.data[i] = (float) tensor.data[i];
            }
        }
    }

    private static Float64Tensor rounded(Float64Tensor tensor) {
        round(tensor);
        return tensor;
    }

    @Override
    protected Float64Tensor make(Shape shape, DType dtype, double[] values) {
        Float64Tensor made = scope.make(shape, dtype);
        System.arraycopy(values, 0, made.data, 0, made.size());
        return rounded(made);
    }

    @Override
    protected Float64Tensor make(Shape shape, float[] values, int offset) {
        Float64Tensor made = scope.make(shape, DType.FLOAT32);
        for (int i = 0; i < made.data.length; i++) {
            made.data[i] = values[offset + i];
        }
        return made;
    }

    @Override
    protected Float64Tensor fill(Shape shape, DType dtype, double value) {
        Float64Tensor made = scope.make(shape, dtype);
        Arrays.fill(made.data, dtype.round(value));
        return made;
    }

    @Override
    protected void copyOut(Float64Tensor a, float[] destination, int offset) {
        for (int i = 0; i < a.size(); i++) {
            destination[offset + i] = (float) a.data[a.offset + i];
        }
    }

    @Override
    protected void copyOut(Float64Tensor a, double[] destination, int offset) {
        System.arraycopy(a.data, a.offset, destination, offset, a.size());
    }

    @Override
    protected Float64Tensor product(Float64Tensor a, boolean transposeA, Float64Tensor b, boolean transposeB,
            Shape result) {
        Float64Tensor made = scope.make(result, a.dtype());
        Product.of(a, transposeA, b, transposeB, result.dim(0), result.dim(1), made.data);
        return rounded(made);
    }

    @Override
    protected Float64Tensor unary(UnaryOp op, Float64Tensor a) {
        return each(a, switch (op) {
            case EXP -> Math::exp;
            case LOG -> Math::log;
            case TANH -> Math::tanh;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case SQRT -> Math::sqrt;
            // this way round NaN stays NaN
            case RELU -> x -> x <= 0 ? 0 : x;
            case STEP -> x -> x > 0 ? 1 : 0;
        });
    }

    private Float64Tensor each(Float64Tensor a, DoubleUnaryOperator function) {
        Float64Tensor made = scope.make(a.shape(), a.dtype());
        for (int i = 0; i < made.data.length; i++) {
            made.data[i] = function.applyAsDouble(a.data[a.offset + i]);
        }
        return rounded(made);
    }

    @Override
    protected Float64Tensor binary(BinaryOp op, Float64Tensor a, Float64Tensor b) {
        DoubleBinaryOperator function = switch (op) {
            case ADD -> Double::sum;
            case SUBTRACT -> (x, y) -> x - y;
            case MULTIPLY -> (x, y) -> x * y;
            case DIVIDE -> (x, y) -> x / y;
        };
        Float64Tensor made = scope.make(a.shape(), a.dtype());
        for (int i = 0; i < made.data.length; i++) {
            made.data[i] = function.applyAsDouble(a.data[a.offset + i], b.data[b.offset + i]);
        }
        return rounded(made);
    }

    @Override
    protected Float64Tensor scaleShift(Float64Tensor a, double scale, double shift) {
        return each(a, x -> scale * x + shift);
    }

    @Override
    protected Float64Tensor timesScalar(Float64Tensor a, Float64Tensor scalar) {
        double factor = scalar.data[scalar.offset];
        return each(a, x -> x * factor);
    }

    @Override
    protected Float64Tensor expand(Float64Tensor vector, boolean alongRows, Shape result) {
        Float64Tensor made = scope.make(result, vector.dtype());
        int columns = result.dim(1);
        for (int row = 0; row < result.dim(0); row++) {
            if (alongRows) {
                System.arraycopy(vector.data, vector.offset, made.data, row * columns, columns);
            } else {
                Arrays.fill(made.data, row * columns, (row + 1) * columns, vector.data[vector.offset + row]);
            }
        }
        return made;
    }

    @Override
    protected Float64Tensor total(Float64Tensor a) {
        return folded(a, Shape.of(1, a.size()), 1, Shape.SCALAR, 0, Double::sum);
    }

    @Override
    protected Float64Tensor sumOver(Float64Tensor a, int dim, Shape result) {
        return folded(a, a.shape(), dim, result, 0, Double::sum);
    }

    @Override
    protected Float64Tensor largest(Float64Tensor a, int dim, Shape result) {
        return folded(a, a.shape(), dim, result, Double.NEGATIVE_INFINITY, Math::max);
    }

    /** Brings the elements along one dimension of a matrix together, in order. */
    private Float64Tensor folded(Float64Tensor a, Shape matrix, int dim, Shape result, double first,
            DoubleBinaryOperator step) {
        Float64Tensor made = fill(result, a.dtype(), first);
        int next = a.offset;
        for (int row = 0; row < matrix.dim(0); row++) {
            for (int column = 0; column < matrix.dim(1); column++) {
                int to = dim == 0 ? column : row;
                made.data[to] = step.applyAsDouble(made.data[to], a.data[next]);
                next++;
            }
        }
        return rounded(made);
    }

    @Override
    protected Float64Tensor gather(Float64Tensor table, Indices rows, Shape result) {
        Float64Tensor made = scope.make(result, table.dtype());
        int width = result.dim(1);
        for (int row = 0; row < result.dim(0); row++) {
            System.arraycopy(table.data, table.offset + rows.at(row) * width, made.data, row * width, width);
        }
        return made;
    }

    @Override
    protected Float64Tensor scatterAdd(Float64Tensor source, Indices rows, Shape result) {
        Float64Tensor made = scope.make(result, source.dtype());
        int width = result.dim(1);
        for (int row = 0; row < source.shape().dim(0); row++) {
            int to = rows.at(row) * width;
            for (int i = 0; i < width; i++) {
                made.data[to + i] += source.data[source.offset + row * width + i];
            }
        }
        return rounded(made);
    }

    @Override
    protected Float64Tensor part(Float64Tensor a, int dim, int from, Shape result) {
        Float64Tensor made = scope.make(result, a.dtype());
        int width = result.rank() == 1 ? 1 : result.dim(1);
        int stride = result.rank() == 1 ? 1 : a.shape().dim(1);
        int first = a.offset + (dim == 0 ? from * stride : from);
        for (int row = 0; row < result.dim(0); row++) {
            System.arraycopy(a.data, first + row * stride, made.data, row * width, width);
        }
        return made;
    }

    @Override
    protected Float64Tensor join(List<Float64Tensor> parts, int dim, Shape result) {
        Float64Tensor made = scope.make(result, parts.get(0).dtype());
        int runs = dim == 0 ? 1 : result.dim(0);
        int next = 0;
        for (int run = 0; run < runs; run++) {
            for (Float64Tensor part : parts) {
                int length = part.size() / runs;
                System.arraycopy(part.data, part.offset + run * length, made.data, next, length);
                next += length;
            }
        }
        return made;
    }

    @Override
    protected Float64Tensor view(Float64Tensor a, Shape shape) {
        Float64Tensor made = scope.make(shape, a.dtype());
        System.arraycopy(a.data, a.offset, made.data, 0, made.data.length);
        return made;
    }
}
