package unroll.api.support;

import java.util.List;
import unroll.api.error.TensorException;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;

/** The rules of shapes: each gives the shape of a result, or says which shapes do not fit. */
public final class Checks {
    private Checks() {
    }

    /** Both have one type and shape. */
    public static void same(String operation, Tensor a, Tensor b) {
        sameType(operation, a, b);
        if (!a.shape().equals(b.shape())) {
            throw new TensorException(operation + ": expected two tensors of one shape, found " + a.shape() + " and "
                    + b.shape());
        }
    }

    /** Both have one type. */
    public static void sameType(String operation, Tensor a, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw new TensorException(operation + ": expected two tensors of one type, found " + a + " and " + b);
        }
    }

    /** The tensor has this rank. */
    public static void rank(String operation, Tensor a, int rank) {
        if (a.shape().rank() != rank) {
            throw new TensorException(operation + ": expected " + (rank == 0
                    ? "a scalar (shape [])"
                    : rank == 1 ? "a vector" : "a matrix") + ", found shape " + a.shape());
        }
    }

    /** The shape of op(a) op(b). */
    public static Shape matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
        rank("matmul", a, 2);
        rank("matmul", b, 2);
        sameType("matmul", a, b);
        int inner = a.shape().dim(transposeA ? 0 : 1);
        if (inner != b.shape().dim(transposeB ? 1 : 0)) {
            throw new TensorException("matmul: inner dimensions differ: " + a.shape()
                    + (transposeA ? " transposed" : "") + " times " + b.shape() + (transposeB ? " transposed" : ""));
        }
        return Shape.of(a.shape().dim(transposeA ? 1 : 0), b.shape().dim(transposeB ? 0 : 1));
    }

    /** The shape of a matrix reduced over one dimension. */
    public static Shape reduced(String operation, Tensor a, int dim) {
        rank(operation, a, 2);
        if (dim != 0 && dim != 1) {
            throw new TensorException(operation + ": expected dimension 0 or 1, found " + dim);
        }
        return Shape.of(a.shape().dim(1 - dim));
    }

    /** The shape of gathered rows. */
    public static Shape gather(Tensor table, Indices rows) {
        rank("gatherRows", table, 2);
        bound("gatherRows", rows, table.shape().dim(0));
        return Shape.of(rows.length(), table.shape().dim(1));
    }

    /** The shape of a table to which rows are added. */
    public static Shape scatter(Tensor source, Indices rows, int tableRows) {
        rank("scatterAddRows", source, 2);
        bound("scatterAddRows", rows, tableRows);
        if (rows.length() != source.shape().dim(0)) {
            throw new TensorException("scatterAddRows: expected a row number for each row of " + source.shape()
                    + ", found " + rows.length());
        }
        return Shape.of(tableRows, source.shape().dim(1));
    }

    private static void bound(String operation, Indices rows, int limit) {
        if (rows.bound() <= limit) {
            return;
        }
        for (int i = 0; i < rows.length(); i++) {
            if (rows.at(i) >= limit) {
                throw new TensorException(operation + ": index " + rows.at(i) + " at position " + i
                        + " is out of range for " + limit + " rows");
            }
        }
    }

    /** The shape of a slice. */
    public static Shape slice(Tensor a, int dim, int from, int to) {
        Shape shape = a.shape();
        dimension("slice", a, dim);
        if (from < 0 || to < from || to > shape.dim(dim)) {
            throw new TensorException(
                    "slice: expected a range within dimension " + dim + " of " + shape + ", found " + from + " to "
                            + to);
        }
        return with(shape, dim, to - from);
    }

    /** The shape of tensors one after another. */
    public static Shape concat(List<? extends Tensor> parts, int dim) {
        if (parts.isEmpty()) {
            throw new TensorException("concat: expected at least one tensor, found none");
        }
        Tensor first = parts.get(0);
        dimension("concat", first, dim);
        long extent = 0;
        for (Tensor part : parts) {
            sameType("concat", first, part);
            boolean fits = part.shape().rank() == first.shape().rank()
                    && (first.shape().rank() == 1 || part.shape().dim(1 - dim) == first.shape().dim(1 - dim));
            if (!fits) {
                throw new TensorException("concat: shapes " + first.shape() + " and " + part.shape()
                        + " differ beside dimension " + dim);
            }
            extent += part.shape().dim(dim);
        }
        if (extent > Integer.MAX_VALUE) {
            throw new TensorException(
                    "concat: a tensor holds at most 2^31-1 elements, found " + extent + " along dimension "
                            + dim);
        }
        return with(first.shape(), dim, (int) extent);
    }

    /** The shape has as many elements as the tensor. */
    public static void reshape(Tensor a, Shape shape) {
        if (a.shape().size() != shape.size()) {
            throw new TensorException("reshape: " + a.shape() + " has " + a.shape().size() + " elements and " + shape
                    + " has " + shape.size());
        }
    }

    /** An array has as many values from an offset on as a shape needs. */
    public static void values(String operation, Shape shape, int length, int offset) {
        if (offset < 0 || length - offset < shape.size()) {
            throw new TensorException(operation + ": expected " + shape.size() + " values for shape " + shape
                    + ", found " + (length - offset) + " from offset " + offset + " on");
        }
    }

    private static void dimension(String operation, Tensor a, int dim) {
        int rank = a.shape().rank();
        if (rank < 1 || rank > 2 || dim < 0 || dim >= rank) {
            throw new TensorException(operation + ": expected a vector or a matrix and one of its dimensions, found "
                    + a.shape() + " and dimension " + dim);
        }
    }

    private static Shape with(Shape shape, int dim, int extent) {
        if (shape.rank() == 1) {
            return Shape.of(extent);
        }
        return dim == 0 ? Shape.of(extent, shape.dim(1)) : Shape.of(shape.dim(0), extent);
    }
}
