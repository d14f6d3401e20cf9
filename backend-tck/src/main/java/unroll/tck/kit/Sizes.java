package unroll.tck.kit;

import java.util.List;
import unroll.api.tensor.Shape;

/**
 * Sizes at which kernels go wrong: none, one, primes, one beside each power of two, more than a block, and more than
 * is worth one thread.
 */
final class Sizes {
    /** Shapes of every rank. */
    static final List<Shape> ANY = List.of(Shape.SCALAR, Shape.of(0), Shape.of(1), Shape.of(2), Shape.of(3),
            Shape.of(7), Shape.of(15), Shape.of(16), Shape.of(17), Shape.of(31), Shape.of(32), Shape.of(33),
            Shape.of(0, 4), Shape.of(4, 0), Shape.of(1, 1), Shape.of(5, 13), Shape.of(17, 31), Shape.of(2, 3, 5),
            Shape.of(new int[] {2, 1, 3, 7}), Shape.of(130, 67),
            Shape.of(257, 259));

    /** Matrices without an empty dimension. */
    static final List<Shape> MATRICES = List.of(Shape.of(1, 1), Shape.of(1, 7), Shape.of(7, 1), Shape.of(3, 5),
            Shape.of(15, 16), Shape.of(16, 17), Shape.of(17, 15), Shape.of(31, 33), Shape.of(32, 31), Shape.of(33, 32),
            Shape.of(130, 67));

    /** Matrices with an empty dimension. */
    static final List<Shape> EMPTY_MATRICES = List.of(Shape.of(0, 4), Shape.of(4, 0), Shape.of(0, 0));

    /** Rows, inner and columns of products. */
    static final List<int[]> PRODUCTS = List.of(new int[] {1, 1, 1}, new int[] {1, 7, 1}, new int[] {7, 1, 5},
            new int[] {2, 3, 5}, new int[] {13, 11, 3}, new int[] {15, 16, 17}, new int[] {16, 17, 15},
            new int[] {17, 15, 16}, new int[] {31, 32, 33}, new int[] {32, 33, 31}, new int[] {33, 31, 32},
            new int[] {0, 3, 2}, new int[] {3, 0, 2}, new int[] {3, 2, 0}, new int[] {1, 129, 1},
            new int[] {130, 67, 129});

    private Sizes() {
    }
}
