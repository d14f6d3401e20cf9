package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Gradients of a composite's definition by central differences in float64 on the reference: (f(x+h) - f(x-h)) / 2h,
 * where f is the sum of the outputs times their gradients. With h = 1e-5 they are good to about nine digits.
 */
final class FiniteDifferences {
    /** How far they can be trusted, in parts of the largest. */
    static final double ERROR = 1e-8;

    private static final double STEP = 1e-5;

    private final Backend reference;
    private final CompositionCase<?> one;
    private final List<@Nullable Values> outputGradients;

    /**
     * Prepares them.
     *
     * @param outputGradients for each output its gradient, null where none flows
     */
    FiniteDifferences(Backend reference, CompositionCase<?> one, List<@Nullable Values> outputGradients) {
        this.reference = reference;
        this.one = one;
        this.outputGradients = outputGradients;
    }

    /** The gradient of one input at some of its elements. */
    double[] at(int input, int[] elements) {
        double[] gradient = new double[elements.length];
        for (int i = 0; i < elements.length; i++) {
            gradient[i] = (objective(input, elements[i], STEP) - objective(input, elements[i], -STEP)) / (2 * STEP);
        }
        return gradient;
    }

    private double objective(int input, int element, double change) {
        List<Values> nudged = new ArrayList<>(one.inputs());
        nudged.set(input, nudged.get(input).nudge(element, change));
        try (Scope scope = reference.openScope()) {
            TensorOps ops = reference.ops(scope);
            Tensors outputs = one.define(ops, one.with(nudged).inputs(ops, DType.FLOAT64));
            double sum = 0;
            for (int i = 0; i < outputs.size(); i++) {
                Values gradient = outputGradients.get(i);
                if (gradient != null) {
                    Values output = Values.read(ops, outputs.get(i));
                    for (int j = 0; j < output.size(); j++) {
                        sum += output.at(j) * gradient.at(j);
                    }
                }
            }
            return sum;
        }
    }
}
