package unroll.core.gradients;

import java.util.Arrays;

/** Walks a model along sequences of tokens and measures how the gradient fares backwards. */
public final class FlowMeter {
    private FlowMeter() {
    }

    /**
     * Measures.
     *
     * @param sequences tokens, each sequence {@code warmUp} plus as many as there are distances; at least one sequence
     * @param warmUp tokens that only bring the state to where it usually is
     */
    public static GradientFlow measure(StateJacobian model, int[][] sequences, int warmUp) {
        int steps = sequences[0].length - warmUp;
        double[] spectral = new double[steps + 1];
        double[] rms = new double[steps + 1];
        double[] lowest = new double[steps + 1];
        double[] highest = new double[steps + 1];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (int[] tokens : sequences) {
            double[] state = model.initialState();
            for (int i = 0; i < warmUp; i++) {
                state = model.next(state, tokens[i]);
            }
            JacobianProduct product = new JacobianProduct(model.size());
            for (int distance = 0; distance <= steps; distance++) {
                if (distance > 0) {
                    StateJacobian.Step step = model.step(state, tokens[warmUp + distance - 1]);
                    state = step.state();
                    product.add(step.jacobian());
                }
                double log = product.logSpectralNorm();
                spectral[distance] += log / sequences.length;
                rms[distance] += product.logRmsNorm() / sequences.length;
                lowest[distance] = Math.min(lowest[distance], log);
                highest[distance] = Math.max(highest[distance], log);
            }
        }
        return new GradientFlow(spectral, rms, lowest, highest);
    }
}
