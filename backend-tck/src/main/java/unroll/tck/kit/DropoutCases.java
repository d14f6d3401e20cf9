package unroll.tck.kit;

import java.util.List;
import unroll.api.composite.Dropout;
import unroll.api.tensor.Shape;

/** Dropout: a mask that hangs on every one of its numbers. No value is so small that a wrong mask could hide. */
final class DropoutCases {
    private static final List<Shape> SHAPES = List.of(Shape.of(1), Shape.of(7), Shape.of(0, 4), Shape.of(5, 13),
            Shape.of(16, 16), Shape.of(33, 31));

    private DropoutCases() {
    }

    static void add(List<CompositionCase<?>> cases, Draw draw) {
        for (Shape shape : SHAPES) {
            cases.add(masked(draw, shape, new Dropout.Mask(0.5, 1, 3, 0)));
        }
        Shape shape = Shape.of(9, 7);
        cases.add(masked(draw, shape, new Dropout.Mask(0, 1, 3, 0)));
        cases.add(masked(draw, shape, new Dropout.Mask(0.1, 1, 3, 0)));
        cases.add(masked(draw, shape, new Dropout.Mask(0.9, 1, 3, 0)));
        cases.add(masked(draw, shape, new Dropout.Mask(0.5, -7_000_000_000L, 3, 0)));
        cases.add(masked(draw, shape, new Dropout.Mask(0.5, 1, 100_000, 0)));
        cases.add(masked(draw, shape, new Dropout.Mask(0.5, 1, 3, 2)));
    }

    static CompositionCase<Dropout.Mask> of(Draw draw, double rate, int rows, int columns) {
        return masked(draw, Shape.of(rows, columns), new Dropout.Mask(rate, 1, 5, 1));
    }

    private static CompositionCase<Dropout.Mask> masked(Draw draw, Shape shape, Dropout.Mask mask) {
        return new CompositionCase<>(shape + ", " + mask, Dropout.DROPOUT, mask, List.of(draw.uniform(shape, 0.5, 1.5)),
                true);
    }
}
