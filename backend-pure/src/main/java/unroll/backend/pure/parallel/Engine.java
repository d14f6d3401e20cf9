package unroll.backend.pure.parallel;

import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.storage.FloatPool;

/**
 * What operations and kernels compute with.
 *
 * @param pool storage, and the judge of which tensors are its own
 * @param workers the threads
 * @param arithmetic the kernels, in plain loops or in vectors
 * @param products matrix products on all of these
 */
public record Engine(FloatPool pool, Workers workers, Arithmetic arithmetic, Products products) {
    /** One backend's own. */
    public static Engine of(FloatPool pool, Arithmetic arithmetic, int threads, long threshold) {
        Workers workers = new Workers(threads, threshold);
        return new Engine(pool, workers, arithmetic, new Products(arithmetic, workers));
    }
}
