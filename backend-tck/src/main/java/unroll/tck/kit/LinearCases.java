package unroll.tck.kit;

import java.util.List;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.tensor.Shape;

/** Linear at odd sizes, with a bias and without. */
final class LinearCases {
    private static final int[][] SIZES = {{1, 1, 1}, {5, 3, 7}, {1, 16, 17}, {17, 15, 1}, {33, 17, 16}, {0, 3, 4},
        {16, 31, 33}};

    private LinearCases() {
    }

    static void add(List<CompositionCase<?>> cases, Draw draw) {
        for (int[] size : SIZES) {
            CompositionCase<NoAttributes> biased = of(draw, size[0], size[1], size[2]);
            cases.add(biased);
            cases.add(new CompositionCase<>(biased.name() + ", no bias", Linear.LINEAR, NoAttributes.NONE,
                    biased.inputs().subList(0, 2), true));
        }
    }

    static CompositionCase<NoAttributes> of(Draw draw, int rows, int in, int out) {
        Values x = draw.uniform(Shape.of(rows, in));
        Values weight = draw.uniform(Shape.of(out, in));
        Values bias = draw.uniform(Shape.of(out));
        return new CompositionCase<>("x " + x.shape() + ", weight " + weight.shape(), Linear.LINEAR, NoAttributes.NONE,
                List.of(x, weight, bias), true);
    }
}
