package unroll.bench.compare;

import java.io.IOException;
import java.nio.file.Path;

/** Lets tests of other packages have a job's file. */
public final class JobsAccess {
    private JobsAccess() {
    }

    /** The lecture's job with the names that Unroll ships. */
    public static Path lecture(Path folder, int epochs) throws IOException {
        return new Jobs(folder, null).file(JobShape.LECTURE, epochs);
    }

    /** The order of an epoch. */
    public static void shuffle(int[] items, long seed, int epoch) {
        Jobs.shuffle(items, seed, epoch);
    }
}
