package unroll.app.job;

import java.util.function.IntConsumer;

/** How the user's wish that a command end early, as Ctrl-C says it, reaches a job that has something to save first. */
@FunctionalInterface
public interface Interruption {
    /** Nobody can interrupt. */
    Interruption NONE = first -> () -> {
    };

    /**
     * Takes what would end the process, until closed. The first interruption is the job's to heed, and a second one ends
     * the process at once.
     *
     * @param first is told, on a thread of its own, the exit code with which the process is to end
     */
    Watch watch(IntConsumer first);

    /** Ends when closed. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
