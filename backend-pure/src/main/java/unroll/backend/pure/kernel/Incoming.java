package unroll.backend.pure.kernel;

/**
 * The gradient of h that flows into a step: dy + dh.
 *
 * @param dy from the step's output, a row for each token
 * @param dyOffset of its first element
 * @param dh from the step after, or from the final state, a row for each sequence
 */
public record Incoming(float[] dy, int dyOffset, float[] dh) {
}
