package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.Nullable;

/** What a work-item knows of its place, and how it works with others of its group. */
public class KernelContext {
    private static final long[] ONE = {1, 1};

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
        this(null, 0, 0, 0, 0, ONE, ONE);
    }

    KernelContext(@Nullable WorkGroup group, int x, int y, int localX, int localY, long[] global, long[] size) {
        this.group = group;
        this.globalIdx = x;
        this.globalIdy = y;
        this.localIdx = localX;
        this.localIdy = localY;
        this.groupIdx = (int) (x / size[0]);
        this.groupIdy = (int) (y / size[1]);
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

    /** The same, and sees what they have written to arrays outside local memory. */
    public void globalBarrier() {
        group().await();
    }

    /** An array that the group shares: the same for each of its items. */
    public float[] allocateFloatLocalArray(int size) {
        return group().floats(arrays++, size);
    }
}
