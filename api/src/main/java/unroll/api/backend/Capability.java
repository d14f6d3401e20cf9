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
    /** Returns from operations before their work is done. */
    ASYNCHRONOUS
}
