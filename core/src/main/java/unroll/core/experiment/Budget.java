package unroll.core.experiment;

/**
 * What the variants of a comparison have in common, so that they can be compared.
 *
 * @param match which quantity
 * @param amount how much of it: trainable numbers, seconds of training, or epochs
 */
public record Budget(Match match, double amount) {
    /** A quantity that variants may have in common. */
    public enum Match {
        /** Trainable numbers, as nearly as a whole hidden_size allows. */
        PARAMETERS,
        /** Seconds of training, evaluation not counted. */
        TIME,
        /** Passes over the train split. */
        EPOCHS
    }
}
