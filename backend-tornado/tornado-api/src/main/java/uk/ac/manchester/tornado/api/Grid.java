package uk.ac.manchester.tornado.api;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a kernel for each item of a grid. */
final class Grid {
    private static final long[] ALONE = {1, 1};

    private Grid() {
    }

    /**
     * Where the size of a group is given, group after group; else item after item, from the last to the first, as no
     * item may count on another.
     *
     * @throws IllegalStateException if the groups do not fill the grid, or an item fails
     */
    static void run(WorkerGrid grid, Consumer<KernelContext> kernel) {
        long[] global = grid.getGlobalWork();
        long @Nullable [] size = grid.getLocalWork();
        if (size == null) {
            for (long y = global[1] - 1; y >= 0; y--) {
                for (long x = global[0] - 1; x >= 0; x--) {
                    kernel.accept(new KernelContext(null, (int) x, (int) y, 0, 0, global, ALONE));
                }
            }
            return;
        }
        if (global[0] % size[0] != 0 || global[1] % size[1] != 0) {
            throw new IllegalStateException("groups of " + size[0] + " by " + size[1] + " items do not fill a grid of "
                    + global[0] + " by " + global[1]);
        }
        for (long y = 0; y < global[1]; y += size[1]) {
            for (long x = 0; x < global[0]; x += size[0]) {
                WorkGroup.run(kernel, global, size, (int) x, (int) y);
            }
        }
    }
}
