package unroll.core.train;

import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.TrainingDivergedException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.UpdateOps;

/**
 * Gathers the losses of batches on the device and reads them many at a time, so that a step need not wait. A loss that
 * is not finite is still told with its batch.
 */
final class LossLog implements AutoCloseable {
    private final Backend backend;
    private final ParameterBlock ring;
    private final double[] losses;
    private final long[] tokens;
    private final String pass;
    private final String remedy;
    private int pending;
    private int batches;
    private double nats;
    private double means;
    private long counted;

    /**
     * An empty log.
     *
     * @param capacity losses that wait on the device before they are read
     * @param pass what is being done, for the message about a loss that is not finite
     * @param remedy what can be done about that
     */
    LossLog(Backend backend, DType dtype, int capacity, String pass, String remedy) {
        this.backend = backend;
        this.ring = backend.allocate(ParameterLayout.of(Map.of("losses", Shape.of(capacity))),
                dtype);
        this.losses = new double[capacity];
        this.tokens = new long[capacity];
        this.pass = pass;
        this.remedy = remedy;
    }

    /** Begins with what was noted before, in place of nothing. */
    void goOn(PartialEpoch before) {
        nats = before.nats();
        means = before.batchMeans();
        counted = before.tokens();
        batches = before.batches();
    }

    /** All that was noted, to go on with later. */
    PartialEpoch partial(double seconds) {
        flush();
        return new PartialEpoch(batches, counted, nats, means, seconds);
    }

    /**
     * Notes a batch.
     *
     * @param loss mean over the batch's tokens, []
     * @throws TrainingDivergedException if one of the losses read now is not finite
     */
    void add(UpdateOps updates, Tensor loss, long batchTokens) {
        updates.write(ring.flat(), pending, loss);
        tokens[pending] = batchTokens;
        pending++;
        if (pending == losses.length) {
            flush();
        }
    }

    /** Reads what waits. */
    void flush() {
        if (pending == 0) {
            return;
        }
        try (Scope scope = backend.openScope()) {
            backend.ops(scope).read(ring.flat(), losses, 0);
        }
        int waiting = pending;
        pending = 0;
        for (int i = 0; i < waiting; i++) {
            batches++;
            if (!Double.isFinite(losses[i])) {
                throw new TrainingDivergedException(pass + ": the loss of batch " + batches + " is " + losses[i]
                        + ", not a finite number; " + remedy);
            }
            nats += losses[i] * tokens[i];
            means += losses[i];
            counted += tokens[i];
        }
    }

    /** All that was noted. */
    LossSum sum(long items, int batchSize) {
        flush();
        return new LossSum(nats, counted, items, means, batches, batchSize);
    }

    @Override
    public void close() {
        ring.close();
    }
}
