package uk.ac.manchester.tornado.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import uk.ac.manchester.tornado.api.common.LibraryTaskDescriptor;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.LibraryTask1;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task3;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task4;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** Tasks one after another, and which arrays are copied before and after. */
public class TaskGraph {
    /**
     * A kernel and what it works on.
     *
     * @param kernel takes the arguments, with arrays of the device for those of the host
     */
    record Task(String id, Object[] arguments, Consumer<Object[]> kernel) {
    }

    private final String name;
    private final List<LibraryTaskDescriptor> calls = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<TornadoNativeArray> firstIn = new ArrayList<>();
    private final List<TornadoNativeArray> everyIn = new ArrayList<>();
    private final List<TornadoNativeArray> consumed = new ArrayList<>();
    private final List<TornadoNativeArray> everyOut = new ArrayList<>();

    /** Without tasks. */
    public TaskGraph(String name) {
        this.name = name;
    }

    @SuppressWarnings("unchecked") // each argument is put in its place below
    public <T1, T2, T3> TaskGraph task(String id, Task3<T1, T2, T3> code, T1 arg1, T2 arg2, T3 arg3) {
        tasks.add(new Task(id, new Object[] {arg1, arg2, arg3}, all -> code.apply((T1) all[0], (T2) all[1],
                (T3) all[2])));
        return this;
    }

    @SuppressWarnings("unchecked") // each argument is put in its place below
    public <T1, T2, T3, T4> TaskGraph task(String id, Task4<T1, T2, T3, T4> code, T1 arg1, T2 arg2, T3 arg3, T4 arg4) {
        tasks.add(new Task(id, new Object[] {arg1, arg2, arg3, arg4}, all -> code.apply((T1) all[0], (T2) all[1],
                (T3) all[2], (T4) all[3])));
        return this;
    }

    /** Here all such tasks come before the others. */
    public <T1> TaskGraph libraryTask(String id, LibraryTask1<T1> code, T1 arg1) {
        calls.add(code.apply(arg1));
        return this;
    }

    /** Copies arrays to the device before the tasks. */
    public TaskGraph transferToDevice(int mode, Object... objects) {
        add(mode == DataTransferMode.EVERY_EXECUTION ? everyIn : firstIn, objects);
        return this;
    }

    /** Finds arrays on the device, where the graph that was executed before has left them. */
    public TaskGraph consumeFromDevice(Object... objects) {
        add(consumed, objects);
        return this;
    }

    /** Copies arrays to the host after the tasks. */
    public TaskGraph transferToHost(int mode, Object... objects) {
        if (mode == DataTransferMode.EVERY_EXECUTION) {
            add(everyOut, objects);
        }
        return this;
    }

    /** Leaves arrays on the device. */
    public TaskGraph persistOnDevice(Object... objects) {
        return transferToHost(DataTransferMode.UNDER_DEMAND, objects);
    }

    private static void add(List<TornadoNativeArray> list, Object... arrays) {
        for (Object array : arrays) {
            list.add((TornadoNativeArray) array);
        }
    }

    /** Ends the definition. */
    public ImmutableTaskGraph snapshot() {
        return new ImmutableTaskGraph(name, List.copyOf(calls), List.copyOf(tasks), List.copyOf(firstIn),
                List.copyOf(everyIn),
                List.copyOf(consumed), List.copyOf(everyOut));
    }
}
