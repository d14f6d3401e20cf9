package unroll.backend.tornado.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.DataRange;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import unroll.api.error.ResourceException;

/**
 * One plan, in which every kernel is a graph, and one array that stays on the device, the heap. Whatever is computed is
 * such a graph, executed with other numbers of elements and other places. Safe for several threads, one at a time.
 */
public final class Machine implements AutoCloseable {
    /** Items of a group of sequences. */
    private static final int LEAST = 16;
    private static final int MOST = 256;
    private static final int MOST_TOGETHER = 8;
    /** Where kernels of sequences find how many items a sequence has. */
    private static final int ITEMS = 18;
    /** About as many groups as a large device runs at a time; few in the harness, so that they have several sequences. */
    private static final int GROUPS = 128;
    private static final int HARNESS_GROUPS = 2;

    /**
     * A task in the plan.
     *
     * @param index of its graph
     * @param grid whose extent is set each time
     */
    private record Slot(int index, WorkerGrid grid) {
    }

    private final @Nullable TornadoDevice device;
    private final Map<Task, Slot> slots = new HashMap<>();
    private final Pending pending;
    private Arrays arrays;
    private TornadoExecutionPlan plan;
    private TornadoExecutionResult last;
    private long launches;

    /**
     * A machine with a heap of zeros.
     *
     * @param device where it computes; null in the harness, which has none
     * @param floats the size of the heap
     * @throws ResourceException if the device has no room for it
     */
    public Machine(@Nullable TornadoDevice device, int floats) {
        this.device = device;
        for (Task task : Task.ALL) {
            slots.put(task, new Slot(slots.size(), task.grid(device != null)));
        }
        this.arrays = Arrays.of(floats);
        this.pending = new Pending(arrays.many());
        this.plan = plan(device, arrays, slots);
        this.last = begin(Task.BEGIN);
    }

    /** A plan whose graphs find the heap on the device, once the first has been executed, which brings it there. */
    private static TornadoExecutionPlan plan(@Nullable TornadoDevice device, Arrays arrays,
            Map<Task, Slot> slots) {
        ImmutableTaskGraph[] graphs = new ImmutableTaskGraph[Task.ALL.size()];
        GridScheduler scheduler = new GridScheduler();
        for (int i = 0; i < graphs.length; i++) {
            Task task = Task.ALL.get(i);
            graphs[i] = task.graph(arrays).snapshot();
            scheduler.addWorkerGrid(task.gridName(), slot(slots, task).grid());
        }
        TornadoExecutionPlan plan = new TornadoExecutionPlan(graphs);
        if (device != null) {
            // TornadoVM's own flags for OpenCL let its compiler take it that there is no NaN; other drivers have no such.
            plan.withDevice(device).withCompilerFlags(TornadoVMBackendType.OPENCL, "-w");
        }
        plan.withGridScheduler(scheduler);
        return plan;
    }

    private static Slot slot(Map<Task, Slot> slots, Task task) {
        return Objects.requireNonNull(slots.get(task));
    }

    private TornadoExecutionResult begin(Task task) {
        arrays.at().set(0, 0);
        task.extend(slot(slots, task).grid(), 1, 1);
        return execute(task);
    }

    private TornadoExecutionResult execute(Task task) {
        launches++;
        try {
            return plan.withGraph(slot(slots, task).index()).execute();
        } catch (TornadoOutOfMemoryException e) {
            throw new ResourceException("no memory for tensors of " + (size() >> 18) + " MiB on the device: "
                    + e.getMessage() + "; use a smaller batch or hidden size, or another device", e);
        }
    }

    /**
     * Runs a kernel and waits for it.
     *
     * @param x how many items, or groups for a kernel that has groups
     * @param y the same in the second dimension
     * @param at what the kernel finds in its array of this name
     */
    public synchronized void run(Task task, int x, int y, int... at) {
        flush();
        launch(task, x, y, at);
    }

    private void launch(Task task, int x, int y, int... at) {
        MemorySegment.copy(at, 0, arrays.at().getSegment(), ValueLayout.JAVA_INT, 0, at.length);
        task.extend(slot(slots, task).grid(), x, y);
        last = execute(task);
    }

    /** Runs a kernel that takes floats, too. */
    public synchronized void run(Task task, int x, float first, float second, int... at) {
        flush();
        arrays.few().set(0, first);
        arrays.few().set(1, second);
        launch(task, x, 1, at);
    }

    /** Runs a kernel that takes more floats. */
    public synchronized void run(Task task, int x, float[] values, int... at) {
        flush();
        MemorySegment.copy(values, 0, arrays.few().getSegment(), ValueLayout.JAVA_FLOAT, 0, values.length);
        launch(task, x, 1, at);
    }

    /**
     * Runs a kernel of recurrent layers: a group for each sequence or, where there are more than a device has use for,
     * for a few.
     *
     * @param units hidden_size
     */
    public synchronized void runSequences(Task task, int sequences, int units, int... at) {
        flush();
        MemorySegment.copy(at, 0, arrays.at().getSegment(), ValueLayout.JAVA_INT, 0, at.length);
        int most = device == null ? HARNESS_GROUPS : GROUPS;
        int together = 1;
        while (together < MOST_TOGETHER && (sequences + together - 1) / together > most) {
            together *= 2;
        }
        int items = Math.min((units + LEAST - 1) / LEAST * LEAST, MOST / together);
        arrays.at().set(ITEMS, items);
        Task.extendGroups(slot(slots, task).grid(), (sequences + together - 1) / together, together * items);
        last = execute(task);
    }

    /** Writes floats to the heap, before the next kernel runs. */
    public synchronized void write(float[] source, int from, int count, int to) {
        int done = 0;
        while (done < count) {
            int part = Math.min(count - done, arrays.many().getSize());
            makeRoom(part, to + done);
            pending.add(source, from + done, part, to + done);
            done += part;
        }
    }

    /** Sets elements of the heap, before the next kernel runs. */
    public synchronized void fill(float value, int count, int to) {
        if (count > arrays.more().getSize()) {
            run(Task.FILL, count, value, 0, count, to);
        } else if (count > 0) {
            makeRoom(count, to);
            pending.add(value, count, to);
        }
    }

    private void makeRoom(int count, int to) {
        if (!pending.takes(count, to)) {
            flush();
        }
    }

    private void flush() {
        int count = pending.count();
        if (count > 0) {
            Task task = count <= arrays.few().getSize()
                    ? Task.IN_FEW
                    : count <= arrays.more().getSize() ? Task.IN_MORE : Task.IN_MANY;
            pending.give(task.values(arrays), arrays.at());
            task.extend(slot(slots, task).grid(), count, 1);
            last = execute(task);
        }
    }

    /** Copies floats from the heap. */
    public synchronized void read(int from, int count, float[] destination, int to) {
        if (count > 0) {
            flush();
            FloatArray heap = arrays.heap();
            last.transferToHost(new DataRange(heap).withOffset(from).withSize(count));
            MemorySegment.copy(heap.getSegment(), ValueLayout.JAVA_FLOAT, (long) from * Float.BYTES, destination, to,
                    count);
        }
    }

    /** How many floats the heap holds. */
    public synchronized int size() {
        return arrays.heap().getSize();
    }

    /** How often a kernel was run. */
    public synchronized long launches() {
        return launches;
    }

    /**
     * Makes the heap larger. Everything keeps its place. All kernels are compiled again.
     *
     * @throws ResourceException if the device or the host has no room for it; then all is as before
     */
    public synchronized void grow(int floats) {
        flush();
        Arrays before = arrays;
        last.transferToHost(new DataRange(before.heap()).withSize(before.heap().getSize()));
        Arrays larger;
        try {
            larger = before.grown(floats);
        } catch (OutOfMemoryError e) {
            throw new ResourceException("no memory outside the Java heap for the host's copy of " + (floats >> 18)
                    + " MiB; raise its limit by UNROLL_JAVA_OPTS=-XX:MaxDirectMemorySize=SIZE, or use a smaller batch "
                    + "or hidden size", e);
        }
        try {
            replace(larger);
        } catch (ResourceException e) {
            replace(before);
            throw e;
        }
    }

    private void replace(Arrays with) {
        close();
        arrays = with;
        plan = plan(device, arrays, slots);
        last = begin(Task.BEGIN);
    }

    /** Frees the device's memory. */
    @Override
    public synchronized void close() {
        try {
            plan.close();
        } catch (TornadoExecutionPlanException e) {
            throw new IllegalStateException("TornadoVM cannot free its plan: " + e.getMessage(), e);
        }
    }
}
