package unroll.bench.peer;

import unroll.bench.job.PaddedBatch;

/** A library that is compared, with the model of a job. */
public interface Peer extends AutoCloseable {
    /** Name and version of the library. */
    String version();

    /**
     * Forward, backward and a step of Adam.
     *
     * @return nats per token before the step, padding left out
     */
    double train(PaddedBatch batch);

    /** Nats per token, padding left out. */
    double evaluate(PaddedBatch batch);

    @Override
    void close();
}
