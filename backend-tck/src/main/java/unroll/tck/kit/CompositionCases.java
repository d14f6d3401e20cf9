package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.ClipGradNorm;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;

/** The standard composites, each at the sizes and attributes where kernels go wrong. */
final class CompositionCases {
    private CompositionCases() {
    }

    static List<CompositionCase<?>> all(Draw draw) {
        List<CompositionCase<?>> cases = new ArrayList<>();
        linear(cases, draw);
        crossEntropy(cases, draw);
        recurrent(cases, draw);
        clip(cases, draw);
        adam(cases, draw);
        return cases;
    }

    private static void linear(List<CompositionCase<?>> cases, Draw draw) {
        int[][] sizes = {{1, 1, 1}, {5, 3, 7}, {1, 16, 17}, {17, 15, 1}, {33, 17, 16}, {0, 3, 4}, {16, 31, 33}};
        for (int[] size : sizes) {
            Values x = draw.uniform(Shape.of(size[0], size[1]));
            Values weight = draw.uniform(Shape.of(size[2], size[1]));
            Values bias = draw.uniform(Shape.of(size[2]));
            String name = "x " + x.shape() + ", weight " + weight.shape();
            cases.add(new CompositionCase<>(name, Linear.LINEAR, NoAttributes.NONE, List.of(x, weight, bias), true));
            cases.add(new CompositionCase<>(name + ", no bias", Linear.LINEAR, NoAttributes.NONE, List.of(x, weight),
                    true));
        }
    }

    private static void crossEntropy(List<CompositionCase<?>> cases, Draw draw) {
        int[][] sizes = {{1, 2}, {7, 3}, {16, 28}, {33, 17}, {5, 65}};
        for (int[] size : sizes) {
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
    }

    private static CompositionCase<CrossEntropy.Targets> loss(String name, Indices classes, int ignoreIndex,
            Values logits) {
        return new CompositionCase<>(name, CrossEntropy.CROSS_ENTROPY, new CrossEntropy.Targets(classes, ignoreIndex),
                List.of(logits), true);
    }

    private static void recurrent(List<CompositionCase<?>> cases, Draw draw) {
        int[][] lengths = {{1}, {1, 1, 1}, {6}, {4, 4, 4}, {7, 5, 5, 2, 1}, {3, 1, 1, 1},
            {2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1}};
        for (int[] length : lengths) {
            for (int hidden : new int[] {1, 3, 8}) {
                recurrent(cases, draw, Packing.of(length), hidden);
            }
        }
        for (int hidden : new int[] {15, 16, 17, 33}) {
            recurrent(cases, draw, Packing.of(4, 3, 1), hidden);
        }
    }

    private static void recurrent(List<CompositionCase<?>> cases, Draw draw, Packing packing, int hidden) {
        int tableRows = 4;
        Indices rows = draw.indices(packing.total(), tableRows);
        layer(cases, draw, packing, hidden, null, packing.total());
        layer(cases, draw, packing, hidden, rows, tableRows);
        layer(cases, draw, packing, hidden, rows, tableRows + 2);
    }

    private static void layer(List<CompositionCase<?>> cases, Draw draw, Packing packing, int hidden,
            @Nullable Indices rows, int sourceRows) {
        double bound = 1 / Math.sqrt(hidden);
        Values source = draw.uniform(Shape.of(sourceRows, hidden));
        Values state = draw.uniform(Shape.of(packing.batch(), hidden), -0.5, 0.5);
        Values weight = draw.uniform(Shape.of(hidden, hidden), -bound, bound);
        Values bias = draw.uniform(Shape.of(hidden), -bound, bound);
        String name = packing.batch() + " sequences, " + packing.steps() + " steps, " + packing.total()
                + " tokens, hidden " + hidden
                + (rows == null ? "" : ", rows of a table of " + sourceRows);
        cases.add(new CompositionCase<>(name, new RecurrentLayer(TanhRecurrence.TANH),
                new RecurrentLayer.Sequence(packing, rows), List.of(source, state, weight, bias), true));
    }

    private static void clip(List<CompositionCase<?>> cases, Draw draw) {
        for (int size : new int[] {1, 7, 16, 33, 1031}) {
            Values gradients = draw.uniform(Shape.of(size), 0.5, 1.5);
            for (double maxNorm : new double[] {0.1, 1000}) {
                cases.add(new CompositionCase<>(size + " gradients, at most " + maxNorm, ClipGradNorm.CLIP_GRAD_NORM,
                        new ClipGradNorm.MaxNorm(maxNorm), List.of(gradients), false));
            }
        }
        cases.add(new CompositionCase<>("no gradient at all", ClipGradNorm.CLIP_GRAD_NORM,
                new ClipGradNorm.MaxNorm(1), List.of(Values.of(Shape.of(3), 0, 0, 0)), false));
    }

    private static void adam(List<CompositionCase<?>> cases, Draw draw) {
        for (int size : new int[] {1, 7, 15, 16, 17, 33, 1031}) {
            Shape shape = Shape.of(size);
            Values rates = Values.of(Shape.of(2), 0.01 / (1 - 0.9), 1 / Math.sqrt(1 - 0.999));
            List<Values> inputs = List.of(draw.uniform(shape), draw.uniform(shape), draw.uniform(shape, -0.1, 0.1),
                    draw.uniform(shape, 0, 0.01), rates);
            cases.add(new CompositionCase<>(size + " parameters", AdamUpdate.ADAM, AdamUpdate.Constants.DEFAULT,
                    inputs, false));
        }
    }
}
