package unroll.core.train;

/** Is told how training goes, on the training thread. Does nothing unless overridden. */
public interface TrainingListener {
    /** Training is about to begin. */
    default void started(TrainingStart start) {
    }

    /**
     * A batch has been handed to the device; its loss is not known yet.
     *
     * @param epoch counted from 1
     * @param batch counted from 1
     * @param batches in an epoch
     * @param tokens trained on in this epoch so far
     */
    default void batch(int epoch, int batch, int batches, long tokens) {
    }

    /** Whether {@link #gradientNorms} is of use; if to nobody, they are not computed. Asked at the start of an epoch. */
    default boolean wantsGradientNorms() {
        return false;
    }

    /**
     * The norms of the gradients at some steps of the epoch that is about to be over, if anyone wants them. Of an epoch
     * that was interrupted, those since it went on.
     */
    default void gradientNorms(GradientNorms norms) {
    }

    /**
     * An epoch is over.
     *
     * @param snapshot the state now, to be read before this returns
     */
    default void epoch(EpochMetrics metrics, Snapshot snapshot) {
    }

    /**
     * Training ends before its time, as was asked for; it can go on from here.
     *
     * @param snapshot the state now, to be read before this returns
     */
    default void stopped(Snapshot snapshot) {
    }

    /** Training is over and the test split has been looked at. */
    default void finished(TestMetrics metrics) {
    }
}
