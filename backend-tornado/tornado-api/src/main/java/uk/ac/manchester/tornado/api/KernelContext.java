package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.Nullable;

/** What a work-item knows of its place, and how it works with others of its group. */
public class KernelContext {
    public final Integer globalIdx;
    public final Integer globalIdy;
    public final Integer groupIdx;
    public final Integer groupIdy;
    public final Integer localIdx;
    public final Integer localIdy;
    public final Integer globalGroupSizeX;
    public final Integer globalGroupSizeY;
    public final Integer localGroupSizeX;
    public final Integer localGroupSizeY;

    private final @Nullable WorkGroup group;
    private int arrays;

    /** What a task is given; each work-item then sees its own. */
    public KernelContext() {
        this(null, new long[] {0, 0}, new long[] {0, 0}, new long[] {1, 1}, new long[] {1, 1});
    }

    KernelContext(@Nullable WorkGroup group, long[] at, long[] local, long[] global, long[] size) {
        this.group = group;
        this.globalIdx = (int) at[0];
        this.globalIdy = (int) at[1];
        this.localIdx = (int) local[0];
        this.localIdy = (int) local[1];
        this.groupIdx = (int) (at[0] / size[0]);
        this.groupIdy = (int) (at[1] / size[1]);
        this.globalGroupSizeX = (int) global[0];
        this.globalGroupSizeY = (int) global[1];
        this.localGroupSizeX = (int) size[0];
        this.localGroupSizeY = (int) size[1];
    }

    private WorkGroup group() {
        if (group == null) {
            throw new IllegalStateException("a task whose work-items work together needs a size of its groups");
        }
        return group;
    }

    /** Waits for the other items of the group. */
    public void localBarrier() {
        group().await();
    }

    /** An array that the group shares: the same for each of its items. */
    public float[] allocateFloatLocalArray(int size) {
        return group().floats(arrays++, size);
    }
}
