package unroll.backend.pure.parallel;

import unroll.backend.pure.storage.FloatPool;

/**
 * What operations and kernels compute with.
 *
 * @param pool storage, and the judge of which tensors are its own
 * @param workers the threads
 * @param products matrix products on both
 */
public record Engine(FloatPool pool, Workers workers, Products products) {
    /** One backend's own. */
    public static Engine of(int threads, long threshold) {
        FloatPool pool = new FloatPool();
        Workers workers = new Workers(threads, threshold);
        return new Engine(pool, workers, new Products(pool, workers));
    }
}
