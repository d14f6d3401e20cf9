package unroll.api.tensor;

import unroll.api.error.TensorException;
import unroll.api.error.TensorTooLargeException;

/**
 * The shape of a row-major tensor of rank 0 to 4. A matrix of shape [m, n] has m rows of n elements. A dimension may be
 * zero.
 *
 * <p>Dimensions are fields and not an array, because a training step makes many shapes and must allocate no arrays.
 */
public final class Shape {
    /** The shape of a scalar: rank 0, one element. */
    public static final Shape SCALAR = new Shape(0, 1, 1, 1, 1);

    private static final int MAX_RANK = 4;

    private final int rank;
    private final int d0;
    private final int d1;
    private final int d2;
    private final int d3;

    private Shape(int rank, int d0, int d1, int d2, int d3) {
        this.rank = rank;
        this.d0 = d0;
        this.d1 = d1;
        this.d2 = d2;
        this.d3 = d3;
        if ((d0 | d1 | d2 | d3) < 0) {
            throw new TensorException("a dimension cannot be negative: " + this);
        }
        if ((double) d0 * d1 * d2 * d3 > Integer.MAX_VALUE) {
            throw new TensorTooLargeException("a tensor holds at most 2^31-1 elements: " + this);
        }
    }

    /** A vector of n elements. */
    public static Shape of(int n) {
        return new Shape(1, n, 1, 1, 1);
    }

    /** A matrix of m rows and n columns. */
    public static Shape of(int m, int n) {
        return new Shape(2, m, n, 1, 1);
    }

    /** A tensor of rank 3. */
    public static Shape of(int d0, int d1, int d2) {
        return new Shape(3, d0, d1, d2, 1);
    }

    /**
     * A shape from its dimensions, none for a scalar.
     *
     * @throws TensorException if there are more than four, or one is negative
     */
    public static Shape of(int[] dimensions) {
        return switch (dimensions.length) {
            case 0 -> SCALAR;
            case 1 -> of(dimensions[0]);
            case 2 -> of(dimensions[0], dimensions[1]);
            case 3 -> of(dimensions[0], dimensions[1], dimensions[2]);
            case MAX_RANK -> new Shape(MAX_RANK, dimensions[0], dimensions[1], dimensions[2], dimensions[3]);
            default -> throw new TensorException(
                    "a tensor has at most " + MAX_RANK + " dimensions, found " + dimensions.length);
        };
    }

    /** The number of dimensions. */
    public int rank() {
        return rank;
    }

    /**
     * The extent of one dimension.
     *
     * @throws TensorException if the shape has no such dimension
     */
    public int dim(int index) {
        if (index < 0 || index >= rank) {
            throw new TensorException("dimension " + index + " of a tensor of shape " + this + " does not exist");
        }
        return switch (index) {
            case 0 -> d0;
            case 1 -> d1;
            case 2 -> d2;
            default -> d3;
        };
    }

    /** The number of elements: the product of the dimensions, 1 for a scalar. */
    public int size() {
        return d0 * d1 * d2 * d3;
    }

    /** The dimensions, in a new array. */
    public int[] toArray() {
        int[] all = {d0, d1, d2, d3};
        return java.util.Arrays.copyOf(all, rank);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape s && rank == s.rank && d0 == s.d0 && d1 == s.d1 && d2 == s.d2 && d3 == s.d3;
    }

    @Override
    public int hashCode() {
        return (((rank * 31 + d0) * 31 + d1) * 31 + d2) * 31 + d3;
    }

    /** As PyTorch prints it: {@code [16, 96]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < rank; i++) {
            text.append(i == 0 ? "" : ", ").append(dim(i));
        }
        return text.append(']').toString();
    }
}
