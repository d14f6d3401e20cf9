package unroll.core.memory;

/**
 * A model of which it is not known what it remembers, because its training diverged.
 *
 * @param cell name of the cell
 * @param distance steps from the symbol to the question
 * @param seed of weights and sequences
 * @param message why, in a line for people
 */
public record MemoryFailure(String cell, int distance, long seed, String message) implements MemoryOutcome {
}
