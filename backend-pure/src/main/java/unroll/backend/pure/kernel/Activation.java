package unroll.backend.pure.kernel;

/** What a recurrence of one gate takes of its sum. */
public enum Activation {
    TANH, RELU
}
