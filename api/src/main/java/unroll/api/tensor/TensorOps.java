package unroll.api.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import unroll.api.error.TensorException;

/**
 * The primitives: all that a backend must have to train every model. Functional: no argument is ever changed, and a
 * result shares nothing with its arguments that could be seen. Results belong to the scope for which these operations
 * were opened.
 *
 * <p>Shapes are checked before anything is computed. Both arguments of an operation have the same {@link DType}, which
 * is the result's. Model code is written against this interface alone; recording, profiling and checking are
 * decorators of it.
 *
 * <p>Every method throws {@link unroll.api.error.TensorException} if shapes or types do not fit, if a tensor belongs to
 * another backend, or if its scope is closed, and {@link unroll.api.error.ResourceException} if memory is short.
 * Infinities and NaN flow through as in IEEE 754.
 */
public interface TensorOps {

    // ---- create and read

    /** A tensor with the given values, row-major and rounded to {@code dtype}; the array is copied. */
    Tensor create(Shape shape, DType dtype, double[] values);

    /** A {@link DType#FLOAT32} tensor with the values that start at {@code offset}, row-major; the array is copied. */
    Tensor create(Shape shape, float[] values, int offset);

    /** A tensor whose elements all are {@code value}. */
    Tensor full(Shape shape, DType dtype, double value);

    /**
     * Waits for the tensor's value and copies it, row-major, to {@code destination} from {@code offset} on.
     *
     * @param destination room for {@code tensor.shape().size()} elements after the offset
     */
    void read(Tensor tensor, float[] destination, int offset);

    /** As {@link #read(Tensor, float[], int)}, in double. */
    void read(Tensor tensor, double[] destination, int offset);

    // ---- products

    /**
     * The matrix product op(a) op(b), where op(x) is x or its transpose.
     *
     * @param a [m, k], or [k, m] if {@code transposeA}
     * @param b [k, n], or [n, k] if {@code transposeB}
     * @return [m, n]; all zero where k is 0
     */
    Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB);

    // ---- elementwise, both of the same shape

    /** a + b, of one shape. */
    Tensor add(Tensor a, Tensor b);

    /** a - b, of one shape. */
    Tensor subtract(Tensor a, Tensor b);

    /** a times b, elementwise, of one shape. */
    Tensor multiply(Tensor a, Tensor b);

    /** a / b, elementwise, of one shape. */
    Tensor divide(Tensor a, Tensor b);

    // ---- elementwise, one argument

    /** scale times a plus shift. */
    Tensor affine(Tensor a, double scale, double shift);

    /** e to the a. */
    Tensor exp(Tensor a);

    /** The natural logarithm of a. */
    Tensor log(Tensor a);

    /** The hyperbolic tangent of a. */
    Tensor tanh(Tensor a);

    /** 1 / (1 + e^-a). */
    Tensor sigmoid(Tensor a);

    /** The square root of a. */
    Tensor sqrt(Tensor a);

    /** a where it is positive, else 0; NaN stays NaN. */
    Tensor relu(Tensor a);

    /** 1 where a is positive, else 0 (NaN gives 0): the derivative of relu as PyTorch takes it. Has no gradient. */
    Tensor step(Tensor a);

    // ---- broadcast

    /** a times one number: {@code scalar} has shape []. */
    Tensor scaleBy(Tensor a, Tensor scalar);

    /** The vector [n] as each of the rows of an [rows, n] matrix. */
    Tensor expandRows(Tensor vector, int rows);

    /** The vector [m] as each of the columns of an [m, columns] matrix. */
    Tensor expandColumns(Tensor vector, int columns);

    // ---- reductions

    /** The sum of all elements, of shape []; 0 where there are none. */
    Tensor sum(Tensor a);

    /**
     * The sum over one dimension of a matrix [m, n].
     *
     * @param dim 0 for the sum of the rows, [n]; 1 for the sum of each row, [m]
     */
    Tensor sum(Tensor a, int dim);

    /**
     * The largest element over one dimension of a matrix [m, n]; NaN if one is NaN. Its gradient is shared evenly among
     * equal largest elements, as by PyTorch's amax.
     *
     * @param dim 0 for each column's largest, [n]; 1 for each row's largest, [m]; that dimension is not 0
     */
    Tensor amax(Tensor a, int dim);

    // ---- rows

    /**
     * Row {@code rows.at(i)} of the table as row i of the result.
     *
     * @param table [v, n]
     * @param rows m indices, their bound at most v
     * @return [m, n]
     */
    Tensor gatherRows(Tensor table, Indices rows);

    /**
     * Adds row i of the source to row {@code rows.at(i)} of a zero table, for i from 0 on, in this order.
     *
     * @param source [m, n]
     * @param rows m indices, their bound at most {@code tableRows}
     * @return [tableRows, n]
     */
    Tensor scatterAddRows(Tensor source, Indices rows, int tableRows);

    // ---- form

    /**
     * The part of a vector or matrix from {@code from} up to and without {@code to} along one dimension.
     *
     * @param dim 0 or, for a matrix, 1
     */
    Tensor slice(Tensor a, int dim, int from, int to);

    /**
     * Cuts a vector or matrix along one dimension into parts that follow one another: the slices that
     * {@link #concat} puts together again. Its gradient is one concatenation, where that of single slices is a padded
     * copy each, so a loop over time should split once.
     *
     * @param dim 0 or, for a matrix, 1
     * @param sizes extents of the parts, which add up to that of the dimension
     */
    default List<Tensor> split(Tensor a, int dim, int... sizes) {
        List<Tensor> parts = new ArrayList<>(sizes.length);
        int from = 0;
        for (int size : sizes) {
            parts.add(slice(a, dim, from, from + size));
            from += size;
        }
        if (from != a.shape().dim(dim)) {
            throw new TensorException("split: expected parts that add up to dimension " + dim + " of " + a.shape()
                    + ", found " + Arrays.toString(sizes));
        }
        return parts;
    }

    /**
     * Vectors or matrices one after another along one dimension; the other dimension is the same for all.
     *
     * @param parts at least one
     * @param dim 0 or, for matrices, 1
     */
    Tensor concat(List<Tensor> parts, int dim);

    /** The same elements, row-major, in another shape of the same size. */
    Tensor reshape(Tensor a, Shape shape);

    // ---- compositions

    /** The kernel for a composite, where there is one. Decorators wrap or withhold it. */
    default <A> Optional<FusedKernel<A>> fused(Composite<A> composite) {
        return Optional.empty();
    }

    /**
     * Computes a composite: by its kernel where there is one, else by its definition on these operations.
     *
     * @return the outputs
     */
    default <A> Tensors apply(Composite<A> composite, A attributes, Tensors inputs) {
        Optional<FusedKernel<A>> kernel = fused(composite);
        return kernel.isPresent()
                ? kernel.get().forward(scope(), attributes, inputs, FusedKernel.INFERENCE).outputs()
                : composite.define(this, attributes, inputs);
    }

    /**
     * Gives an intermediate value a name for whoever looks on (a trace listener). The definitions of cells name their
     * gates by it.
     *
     * @return the tensor itself
     */
    default Tensor named(String name, Tensor tensor) {
        return tensor;
    }

    /**
     * The operations in place.
     *
     * @throws unroll.api.error.TensorException if these operations are being recorded
     */
    UpdateOps updates();

    /** The scope that owns the results. */
    Scope scope();
}
