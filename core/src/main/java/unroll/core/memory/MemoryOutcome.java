package unroll.core.memory;

/** What came of a cell at a distance with a seed. */
public sealed interface MemoryOutcome permits MemoryScore, MemoryFailure {
    /** Name of the cell. */
    String cell();

    /** Steps from the symbol to the question. */
    int distance();

    /** Of weights and sequences. */
    long seed();
}
