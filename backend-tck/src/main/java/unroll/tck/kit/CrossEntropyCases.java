package unroll.tck.kit;

import java.util.List;
import unroll.api.composite.CrossEntropy;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;

/** The loss with targets that count and targets that are ignored. */
final class CrossEntropyCases {
    private static final int[][] SIZES = {{1, 2}, {7, 3}, {16, 28}, {33, 17}, {5, 65}};

    private CrossEntropyCases() {
    }

    static void add(List<CompositionCase<?>> cases, Draw draw) {
        for (int[] size : SIZES) {
            Values logits = draw.uniform(Shape.of(size[0], size[1]), -3, 3);
            Indices classes = draw.indices(size[0], size[1]);
            cases.add(loss("none ignored, " + logits.shape(), classes, -1, logits));
            if (size[0] > 2) {
                int[] some = classes.toArray();
                int ignored = size[1] - 1;
                some[0] = ignored;
                some[1] = 0;
                some[size[0] - 1] = ignored;
                cases.add(loss("some ignored, " + logits.shape(), Indices.of(size[1], some), ignored, logits));
                some[0] = size[1];
                some[2] = size[1];
                cases.add(loss("the ignored class is no column, " + logits.shape(), Indices.of(size[1] + 1, some),
                        size[1], logits));
            }
        }
        Values large = draw.uniform(Shape.of(4, 5), -500, 500);
        cases.add(loss("large logits", draw.indices(4, 5), -1, large));
        cases.add(loss("equal logits", Indices.of(3, 0, 2), -1, Values.of(Shape.of(2, 3), 7, 7, 7, -7, -7, -7)));
        cases.add(loss("one class", Indices.of(1, 0, 0, 0), -1, draw.uniform(Shape.of(3, 1))));
        cases.add(loss("all but one ignored", Indices.of(3, 2, 2, 1, 2), 2, draw.uniform(Shape.of(4, 3))));
    }

    /** Some of the targets ignored. */
    static CompositionCase<CrossEntropy.Targets> of(Draw draw, int rows, int columns) {
        int[] classes = draw.indices(rows, columns).toArray();
        classes[0] = 0;
        classes[1] = 1;
        Values logits = draw.uniform(Shape.of(rows, columns), -3, 3);
        return loss("class 0 ignored, " + logits.shape(), Indices.of(columns, classes), 0, logits);
    }

    static CompositionCase<CrossEntropy.Targets> loss(String name, Indices classes, int ignoreIndex, Values logits) {
        return new CompositionCase<>(name, CrossEntropy.CROSS_ENTROPY, new CrossEntropy.Targets(classes, ignoreIndex),
                List.of(logits), true);
    }
}
