package unroll.bench.compare;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What does a training in a process of its own. */
interface Contender {
    /** Its name in tables. */
    String name();

    /** How many threads it is given; 0 for its own choice. */
    int threads();

    /** How many of its first epochs are not counted, where Unroll leaves out so many. */
    int warmEpochs(int ofUnroll);

    /** Why it cannot run; null if nothing is known against it. */
    @Nullable
    String problem();

    /**
     * Trains.
     *
     * @param evaluating whether dev after each epoch and test at the end are part of it; Unroll always does that
     * @throws IOException if the process cannot be started or fails
     */
    Training run(JobShape shape, int epochs, boolean evaluating) throws IOException, InterruptedException;
}
