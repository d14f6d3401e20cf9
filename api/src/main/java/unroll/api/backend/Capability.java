package unroll.api.backend;

/** What a backend may declare. For each that it lacks, the conformance kit asserts the refusal. */
public enum Capability {
    /** Has float64 tensors. Without it every request for one throws TensorException. */
    FLOAT64,
    /** May be opened again while open. Without it the second opening throws BackendUnavailableException. */
    SEVERAL_INSTANCES,
    /** May be used by several threads at a time, each with scopes of its own. */
    CONCURRENT_CALLERS,
    /** Gives the same bits each time the same calls are made. */
    REPEATABLE,
    /** Gives the same bits whatever the number of threads. */
    SAME_BITS_ON_ANY_THREADS,
    /**
     * Gives a row of a product, of a recurrent layer's step and of what is made of them elementwise the same bits
     * whichever rows, and however many, are computed along with it. What is sampled in batches is then what is sampled
     * alone.
     */
    SAME_BITS_IN_ANY_BATCH,
    /** Returns from operations before their work is done. */
    ASYNCHRONOUS
}
