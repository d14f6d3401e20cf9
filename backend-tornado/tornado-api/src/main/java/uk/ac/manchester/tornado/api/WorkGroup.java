package uk.ac.manchester.tornado.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The work-items of one group, which wait for one another and share arrays. In turn each runs up to its next barrier, the
 * last item first: what an item needs of another must have been written before a barrier.
 */
final class WorkGroup {
    /** What a small device may have. */
    private static final long MOST = 256;

    private final List<Coroutine> items = new ArrayList<>();
    private final List<float[]> arrays = new ArrayList<>();

    private WorkGroup() {
    }

    /**
     * Runs the kernel for the items of a group.
     *
     * @param x the group's first item in the first dimension
     * @param y and in the second
     * @throws IllegalStateException if the group is larger than those of every device, or not all items come to the
     *         same barriers
     */
    static void run(Consumer<KernelContext> kernel, long[] global, long[] size, int x, int y) {
        if (size[0] * size[1] > MOST) {
            throw new IllegalStateException("a group of " + size[0] + " by " + size[1] + " items is larger than " + MOST
                    + ", and not every device has such");
        }
        WorkGroup group = new WorkGroup();
        for (int j = 0; j < size[1]; j++) {
            for (int i = 0; i < size[0]; i++) {
                KernelContext context = new KernelContext(group, x + i, y + j, i, j, global, size);
                group.items.add(new Coroutine(() -> kernel.accept(context)));
            }
        }
        while (group.advance()) {
            // up to the next barrier
        }
    }

    /** Lets each item run to the next barrier, or its end; whether it was a barrier. */
    private boolean advance() {
        int ended = 0;
        for (int i = items.size() - 1; i >= 0; i--) {
            items.get(i).run();
            ended += items.get(i).isDone() ? 1 : 0;
        }
        if (ended > 0 && ended < items.size()) {
            throw new IllegalStateException(ended + " of " + items.size()
                    + " work-items have ended where the others wait for them at a barrier");
        }
        return ended == 0;
    }

    void await() {
        Coroutine.stop();
    }

    /** Not zero, as a device's local memory is not. */
    float[] floats(int index, int size) {
        if (index == arrays.size()) {
            float[] made = new float[size];
            Arrays.fill(made, Float.NaN);
            arrays.add(made);
        }
        return arrays.get(index);
    }
}
