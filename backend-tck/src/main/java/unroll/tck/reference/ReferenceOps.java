package unroll.tck.reference;

import java.nio.DoubleBuffer;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import unroll.api.support.BinaryOp;
import unroll.api.support.CheckedOps;
import unroll.api.support.CheckedUpdates;
import unroll.api.support.UnaryOp;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.UpdateOps;

/**
 * The primitives, most of them as a formula of one element of the result. Everything is computed in double and rounded
 * once; StrictMath gives the same bits on every machine.
 */
final class ReferenceOps extends CheckedOps<ReferenceTensor> {
    private final ReferenceBackend backend;
    private final ReferenceScope scope;

    ReferenceOps(ReferenceBackend backend, ReferenceScope scope) {
        super(backend, scope);
        this.backend = backend;
        this.scope = scope;
    }

    private ReferenceTensor result(Shape shape, DType dtype, IntToDoubleFunction element) {
        double[] values = scope.array(shape.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = dtype.round(element.applyAsDouble(i));
        }
        return new ReferenceTensor(scope, shape, dtype, DoubleBuffer.wrap(values));
    }

    @Override
    protected ReferenceTensor make(Shape shape, DType dtype, double[] values) {
        return result(shape, dtype, i -> values[i]);
    }

    @Override
    protected ReferenceTensor make(Shape shape, float[] values, int offset) {
        return result(shape, DType.FLOAT32, i -> values[offset + i]);
    }

    @Override
    protected ReferenceTensor fill(Shape shape, DType dtype, double value) {
        return result(shape, dtype, i -> value);
    }

    @Override
    protected void copyOut(ReferenceTensor a, float[] destination, int offset) {
        for (int i = 0; i < a.shape().size(); i++) {
            destination[offset + i] = (float) a.data.get(i);
        }
    }

    @Override
    protected void copyOut(ReferenceTensor a, double[] destination, int offset) {
        a.data.get(0, destination, offset, a.shape().size());
    }

    @Override
    protected ReferenceTensor product(ReferenceTensor a, boolean transposeA, ReferenceTensor b, boolean transposeB,
            Shape result) {
        int m = result.dim(0);
        int n = result.dim(1);
        int inner = a.shape().dim(transposeA ? 0 : 1);
        return result(result, a.dtype(), i -> {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
                sum += a.data.get(transposeA ? k * m + i / n : i / n * inner + k)
                        * b.data.get(transposeB ? i % n * inner + k : k * n + i % n);
            }
            return sum;
        });
    }

    @Override
    protected ReferenceTensor unary(UnaryOp op, ReferenceTensor a) {
        return result(a.shape(), a.dtype(), switch (op) {
            case EXP -> i -> StrictMath.exp(a.data.get(i));
            case LOG -> i -> StrictMath.log(a.data.get(i));
            case TANH -> i -> StrictMath.tanh(a.data.get(i));
            case SIGMOID -> i -> 1 / (1 + StrictMath.exp(-a.data.get(i)));
            case SQRT -> i -> Math.sqrt(a.data.get(i));
            // this way round NaN stays NaN
            case RELU -> i -> a.data.get(i) <= 0 ? 0 : a.data.get(i);
            case STEP -> i -> a.data.get(i) > 0 ? 1 : 0;
        });
    }

    @Override
    protected ReferenceTensor binary(BinaryOp op, ReferenceTensor a, ReferenceTensor b) {
        return result(a.shape(), a.dtype(), switch (op) {
            case ADD -> i -> a.data.get(i) + b.data.get(i);
            case SUBTRACT -> i -> a.data.get(i) - b.data.get(i);
            case MULTIPLY -> i -> a.data.get(i) * b.data.get(i);
            case DIVIDE -> i -> a.data.get(i) / b.data.get(i);
        });
    }

    @Override
    protected ReferenceTensor scaleShift(ReferenceTensor a, double scale, double shift) {
        return result(a.shape(), a.dtype(), i -> scale * a.data.get(i) + shift);
    }

    @Override
    protected ReferenceTensor timesScalar(ReferenceTensor a, ReferenceTensor scalar) {
        return result(a.shape(), a.dtype(), i -> a.data.get(i) * scalar.data.get(0));
    }

    @Override
    protected ReferenceTensor expand(ReferenceTensor vector, boolean alongRows, Shape result) {
        return result(result, vector.dtype(), i -> vector.data.get(alongRows ? i % result.dim(1) : i / result.dim(1)));
    }

    /** Folds the elements along one dimension of a matrix, in order. */
    private ReferenceTensor fold(ReferenceTensor a, int dim, Shape result, double first, DoubleBinaryOperator step) {
        int n = a.shape().dim(1);
        return result(result, a.dtype(), i -> {
            double folded = first;
            for (int k = 0; k < a.shape().dim(dim); k++) {
                folded = step.applyAsDouble(folded, a.data.get(dim == 0 ? k * n + i : i * n + k));
            }
            return folded;
        });
    }

    @Override
    protected ReferenceTensor total(ReferenceTensor a) {
        return sumOver(view(a, Shape.of(1, a.shape().size())), 1, Shape.SCALAR);
    }

    @Override
    protected ReferenceTensor sumOver(ReferenceTensor a, int dim, Shape result) {
        return fold(a, dim, result, 0, Double::sum);
    }

    @Override
    protected ReferenceTensor largest(ReferenceTensor a, int dim, Shape result) {
        return fold(a, dim, result, Double.NEGATIVE_INFINITY, Math::max);
    }

    @Override
    protected ReferenceTensor gather(ReferenceTensor table, Indices rows, Shape result) {
        int n = result.dim(1);
        return result(result, table.dtype(), i -> table.data.get(rows.at(i / n) * n + i % n));
    }

    @Override
    protected ReferenceTensor scatterAdd(ReferenceTensor source, Indices rows, Shape result) {
        int n = result.dim(1);
        double[] sums = new double[result.size()];
        for (int i = 0; i < source.shape().size(); i++) {
            sums[rows.at(i / n) * n + i % n] += source.data.get(i);
        }
        return make(result, source.dtype(), sums);
    }

    @Override
    protected ReferenceTensor part(ReferenceTensor a, int dim, int from, Shape result) {
        int width = result.rank() == 1 ? 1 : result.dim(1);
        int stride = result.rank() == 1 ? 1 : a.shape().dim(1);
        int first = dim == 0 ? from * stride : from;
        return result(result, a.dtype(), i -> a.data.get(first + i / width * stride + i % width));
    }

    @Override
    protected ReferenceTensor join(List<ReferenceTensor> parts, int dim, Shape result) {
        double[] values = new double[result.size()];
        int runs = dim == 0 ? 1 : result.dim(0);
        int next = 0;
        for (int run = 0; run < runs; run++) {
            for (ReferenceTensor part : parts) {
                int length = part.shape().size() / runs;
                part.data.get(run * length, values, next, length);
                next += length;
            }
        }
        return make(result, parts.get(0).dtype(), values);
    }

    @Override
    protected ReferenceTensor view(ReferenceTensor a, Shape shape) {
        return result(shape, a.dtype(), a.data::get);
    }

    @Override
    public UpdateOps updates() {
        return new CheckedUpdates<>(backend, this) {
            private void change(ReferenceTensor to, IntToDoubleFunction element) {
                for (int i = 0; i < to.shape().size(); i++) {
                    to.data.put(i, to.dtype().round(element.applyAsDouble(i)));
                }
            }

            @Override
            protected void set(ReferenceTensor to, double value) {
                change(to, i -> value);
            }

            @Override
            protected void put(ReferenceTensor to, int offset, ReferenceTensor from) {
                to.data.put(offset, from.data, 0, from.shape().size());
            }

            @Override
            protected void addScaled(ReferenceTensor to, double factor, ReferenceTensor from) {
                change(to, i -> to.data.get(i) + factor * from.data.get(i));
            }

            @Override
            protected void multiplyBy(ReferenceTensor to, ReferenceTensor factor) {
                // read first: the factor may be one of the elements that change
                double by = factor.data.get(0);
                change(to, i -> to.data.get(i) * by);
            }
        };
    }
}
