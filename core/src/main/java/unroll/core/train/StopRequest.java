package unroll.core.train;

/** A wish, made on any thread, that training ends after the optimiser step at hand. It cannot be taken back. */
public final class StopRequest {
    private volatile boolean made;

    /** Not made yet. */
    public StopRequest() {
    }

    /** Makes the wish. */
    public void make() {
        made = true;
    }

    /** Whether it has been made. */
    public boolean isMade() {
        return made;
    }
}
