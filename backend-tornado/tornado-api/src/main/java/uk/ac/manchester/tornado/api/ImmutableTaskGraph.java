package uk.ac.manchester.tornado.api;

import java.util.List;
import uk.ac.manchester.tornado.api.common.LibraryTaskDescriptor;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** A graph that a plan executes. */
public class ImmutableTaskGraph {
    final String name;
    final List<LibraryTaskDescriptor> calls;
    final List<TaskGraph.Task> tasks;
    final List<TornadoNativeArray> firstIn;
    final List<TornadoNativeArray> everyIn;
    final List<TornadoNativeArray> consumed;
    final List<TornadoNativeArray> everyOut;

    ImmutableTaskGraph(String name, List<LibraryTaskDescriptor> calls, List<TaskGraph.Task> tasks,
            List<TornadoNativeArray> firstIn,
            List<TornadoNativeArray> everyIn, List<TornadoNativeArray> consumed, List<TornadoNativeArray> everyOut) {
        this.name = name;
        this.calls = calls;
        this.tasks = tasks;
        this.firstIn = firstIn;
        this.everyIn = everyIn;
        this.consumed = consumed;
        this.everyOut = everyOut;
    }
}
