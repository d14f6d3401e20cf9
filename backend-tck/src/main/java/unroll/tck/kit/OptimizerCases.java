package unroll.tck.kit;

import java.util.List;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.ClipGradNorm;
import unroll.api.tensor.Shape;

/**
 * Clipping and Adam. They run on gradients, outside of any recording, so that nobody takes their gradient, and a kernel
 * is not asked for its backward.
 */
final class OptimizerCases {
    private OptimizerCases() {
    }

    static void add(List<CompositionCase<?>> cases, Draw draw) {
        for (int size : new int[] {1, 7, 16, 33, 1031}) {
            for (double maxNorm : new double[] {0.1, 1000}) {
                cases.add(clip(draw, size, maxNorm));
            }
        }
        cases.add(clip("no gradient at all", 1, Values.of(Shape.of(3), 0, 0, 0)));
        for (int size : new int[] {1, 7, 15, 16, 17, 33, 1031}) {
            cases.add(adam(draw, size));
        }
    }

    static CompositionCase<ClipGradNorm.MaxNorm> clip(Draw draw, int size, double maxNorm) {
        return clip(size + " gradients, at most " + maxNorm, maxNorm, draw.uniform(Shape.of(size), 0.5, 1.5));
    }

    static CompositionCase<ClipGradNorm.MaxNorm> clip(String name, double maxNorm, Values gradients) {
        return new CompositionCase<>(name, ClipGradNorm.CLIP_GRAD_NORM, new ClipGradNorm.MaxNorm(maxNorm),
                List.of(gradients), false);
    }

    static CompositionCase<AdamUpdate.Constants> adam(Draw draw, int size) {
        return adam(draw, size + " parameters", draw.uniform(Shape.of(size)));
    }

    static CompositionCase<AdamUpdate.Constants> adam(Draw draw, String name, Values gradients) {
        Shape shape = gradients.shape();
        Values rates = Values.of(Shape.of(2), 0.01 / (1 - 0.9), 1 / Math.sqrt(1 - 0.999));
        return new CompositionCase<>(name, AdamUpdate.ADAM, AdamUpdate.Constants.DEFAULT,
                List.of(draw.uniform(shape), gradients, draw.uniform(shape, -0.1, 0.1), draw.uniform(shape, 0, 0.01),
                        rates),
                false);
    }
}
