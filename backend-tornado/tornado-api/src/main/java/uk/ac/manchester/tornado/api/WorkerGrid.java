package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.Nullable;

/** How many work-items execute a task, and how they are grouped. */
public interface WorkerGrid {
    long[] getGlobalWork();

    /** The size of a group; null where the driver chooses it, and no item waits for another. */
    long @Nullable [] getLocalWork();

    void setGlobalWork(long x, long y, long z);

    void setLocalWork(long x, long y, long z);
}
