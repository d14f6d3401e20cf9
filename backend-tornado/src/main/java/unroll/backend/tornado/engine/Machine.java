package unroll.backend.tornado.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;
import unroll.api.error.ResourceException;

/**
 * One plan, in which every kernel is a graph, and one array that stays on the device, the heap. Whatever is computed is
 * such a graph, executed with other numbers of elements and other places. Safe for several threads, one at a time.
 */
public final class Machine implements AutoCloseable {
    /** About as many groups as a large device runs at a time. */
    public static final int GROUPS = 128;

    /** Items of a group of sequences. */
    private static final int LEAST = 16;
    private static final int MOST_TOGETHER = 8;
    /** Where kernels of sequences find how many items a sequence has. */
    private static final int ITEMS = 18;
    /** In the harness few, so that they have several sequences. */
    private static final int HARNESS_GROUPS = 2;

    /** Elements behind the heap's own, of which the first is set to see whether the device has computed. */
    private static final int SPARE = 16;
    /** TornadoVM puts a header before an array, and drivers refuse what is as large as they say. */
    private static final int MARGIN_BYTES = 64;
    /** Numbers that follow one another exactly as floats. */
    private static final int MARKS = 1 << 20;

    /**
     * A task in the plan.
     *
     * @param index of its graph
     * @param grid whose extent is set each time
     */
    private record Slot(int index, WorkerGrid grid) {
    }

    private final @Nullable TornadoDevice device;
    private final List<Task> tasks;
    private final long libraryFrom;
    private final Map<Task, Slot> slots = new HashMap<>();
    private final Pending pending;
    private Arrays arrays;
    private TornadoExecutionPlan plan;
    private TornadoExecutionResult last;
    private long launches;
    private int mark;

    /**
     * A machine with a heap of zeros.
     *
     * @param device where it computes; null in the harness, which has none
     * @param floats the size of the heap
     * @throws ResourceException if the device has no room for it or does not compute
     */
    public Machine(@Nullable TornadoDevice device, int floats) {
        this(device, floats, Task.ALL, Long.MAX_VALUE);
    }

    /**
     * The same with products by a library as well, for a device of which
     * {@link unroll.backend.tornado.library.HeapProducts#workOn} says that TornadoVM can call it.
     *
     * @param from the least multiplications of such a product
     */
    public static Machine withLibrary(TornadoDevice device, int floats, long from) {
        List<Task> tasks = new ArrayList<>(Task.ALL);
        tasks.add(Task.LIBRARY_PRODUCT);
        return new Machine(device, floats, tasks, from);
    }

    /** One that makes products, plain or by a library, and nothing else. */
    public static Machine ofProducts(TornadoDevice device, int floats) {
        List<Task> tasks = new ArrayList<>(Task.TRANSFERS);
        tasks.add(Task.PRODUCT);
        tasks.add(Task.LIBRARY_PRODUCT);
        return new Machine(device, floats, tasks, 0);
    }

    private Machine(@Nullable TornadoDevice device, int floats, List<Task> tasks, long libraryFrom) {
        this.device = device;
        this.tasks = tasks;
        this.libraryFrom = libraryFrom;
        for (Task task : tasks) {
            slots.put(task, new Slot(slots.size(), task.grid(device != null)));
        }
        this.arrays = Arrays.of(floats + SPARE);
        this.pending = new Pending(arrays.many());
        this.plan = plan(device, arrays, tasks, slots);
        try {
            this.last = begin();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * How many floats the heap may hold.
     *
     * @param bytes what the device allots at once, 0 where unknown
     */
    public static int most(long bytes) {
        long floats = bytes == 0 ? Integer.MAX_VALUE : Math.max(0, bytes - MARGIN_BYTES) / Float.BYTES;
        return (int) Math.max(0, Math.min(floats, Integer.MAX_VALUE - MARGIN_BYTES) - SPARE);
    }

    /** A plan whose graphs find the heap on the device, once the first has been executed, which brings it there. */
    private static TornadoExecutionPlan plan(@Nullable TornadoDevice device, Arrays arrays, List<Task> tasks,
            Map<Task, Slot> slots) {
        ImmutableTaskGraph[] graphs = new ImmutableTaskGraph[tasks.size()];
        GridScheduler scheduler = new GridScheduler();
        for (int i = 0; i < graphs.length; i++) {
            Task task = tasks.get(i);
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

    /** Brings the heap to the device. TornadoVM only prints what a driver says is wrong: one number tells. */
    private TornadoExecutionResult begin() {
        int at = size();
        mark = mark % MARKS + 1;
        arrays.few().set(0, mark);
        arrays.at().set(0, 1);
        arrays.at().set(1, at);
        Task.BEGIN.extend(slot(slots, Task.BEGIN).grid(), 1, 1);
        TornadoExecutionResult begun = execute(Task.BEGIN);
        copyOut(begun, at, 1);
        float found = arrays.heap().get(at);
        // it may become the heap's own
        arrays.heap().set(at, 0);
        if (found != mark) {
            throw new ResourceException("the device does not compute with tensors of " + mebibytes()
                    + " MiB: its driver has failed, and TornadoVM has printed how; use a smaller batch or hidden size, "
                    + "or another device");
        }
        return begun;
    }

    private int mebibytes() {
        return size() >> 18;
    }

    private TornadoExecutionResult execute(Task task) {
        launches++;
        try {
            return plan.withGraph(slot(slots, task).index()).execute();
        } catch (TornadoOutOfMemoryException e) {
            throw new ResourceException("no memory for tensors of " + mebibytes() + " MiB on the device: "
                    + Installation.messageOf(e) + "; use a smaller batch or hidden size, or another device", e);
        } catch (RuntimeException | TornadoInternalError e) {
            throw failed("run the kernel " + task.name(), e);
        }
    }

    // of many types, none of them above all others
    private static ResourceException failed(String action, Throwable e) {
        return new ResourceException("TornadoVM cannot " + action + ": " + Installation.messageOf(e) + "; look at what "
                + "it has printed, or use another device or backend", e);
    }

    /** Brings a part of the heap to the host's. */
    private void copyOut(TornadoExecutionResult from, long begin, long count) {
        try {
            from.transferToHost(new DataRange(arrays.heap()).withOffset(begin).withSize(count));
        } catch (RuntimeException | TornadoInternalError e) {
            throw failed("copy from the device", e);
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
        int items = Math.min((units + LEAST - 1) / LEAST * LEAST, Task.MOST_ITEMS / together);
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
            copyOut(last, from, count);
            MemorySegment.copy(arrays.heap().getSegment(), ValueLayout.JAVA_FLOAT, (long) from * Float.BYTES,
                    destination, to,
                    count);
        }
    }

    /** How many floats the heap holds. */
    public synchronized int size() {
        return arrays.heap().getSize() - SPARE;
    }

    /** The least multiplications of a product that a library makes; the largest of numbers where there is none. */
    public long libraryFrom() {
        return libraryFrom;
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
        copyOut(last, 0, size());
        Arrays larger;
        try {
            larger = before.grown(floats + SPARE);
        } catch (OutOfMemoryError e) {
            throw new ResourceException("no memory outside the Java heap for the host's copy of " + (floats >> 18)
                    + " MiB; raise its limit by UNROLL_JAVA_OPTS=-XX:MaxDirectMemorySize=SIZE, or use a smaller batch "
                    + "or hidden size", e);
        }
        try {
            replace(larger);
        } catch (RuntimeException | Error e) {
            replace(before);
            throw e;
        }
    }

    private void replace(Arrays with) {
        close();
        arrays = with;
        plan = plan(device, arrays, tasks, slots);
        last = begin();
    }

    /** Frees the device's memory. A plan that has failed cannot be freed in order, and leaves nothing to be done. */
    @Override
    public synchronized void close() {
        try {
            plan.close();
        } catch (TornadoExecutionPlanException | RuntimeException | TornadoInternalError _) {
            // what it was closed for has been said, or nothing computes any more
        }
    }
}
