package uk.ac.manchester.tornado.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.common.LibraryTaskDescriptor;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;
import unroll.tornado.harness.LibraryCalls;

/** Graphs that are executed on one device: here in plain Java, on none. */
public class TornadoExecutionPlan implements AutoCloseable {
    private final ImmutableTaskGraph[] graphs;
    private final DeviceArrays arrays = new DeviceArrays();
    private final Set<ImmutableTaskGraph> executed = new HashSet<>();
    private final List<LibraryCalls> libraries = new ArrayList<>();
    private @Nullable TornadoDevice device;
    private @Nullable GridScheduler grids;
    private int selected;

    /** A plan of these graphs. */
    public TornadoExecutionPlan(ImmutableTaskGraph... immutableTaskGraphs) {
        graphs = immutableTaskGraphs.clone();
    }

    /** The graph that is executed next. */
    public TornadoExecutionPlan withGraph(int graphIndex) {
        selected = graphIndex;
        return this;
    }

    public TornadoExecutionPlan withGridScheduler(GridScheduler gridScheduler) {
        grids = gridScheduler;
        return this;
    }

    /** Here it is the limit of its memory that counts. */
    public TornadoExecutionPlan withDevice(TornadoDevice device) {
        this.device = device;
        arrays.limitTo(device);
        return this;
    }

    /** Of no effect here. */
    public TornadoExecutionPlan withCompilerFlags(TornadoVMBackendType backend, String compilerFlags) {
        return this;
    }

    /** Of no effect here. */
    public TornadoExecutionPlan withProfiler(ProfilerMode profilerMode) {
        return this;
    }

    /** Executes the graph. */
    public TornadoExecutionResult execute() {
        ImmutableTaskGraph graph = graphs[selected];
        if (executed.add(graph)) {
            graph.firstIn.forEach(arrays::copyIn);
        }
        graph.everyIn.forEach(arrays::copyIn);
        for (TornadoNativeArray array : graph.consumed) {
            arrays.of(array);
        }
        graph.calls.forEach(this::call);
        for (TaskGraph.Task task : graph.tasks) {
            run(graph, task);
        }
        for (TornadoNativeArray array : graph.everyOut) {
            arrays.copyOut(array, 0, array.getNumBytesOfSegment());
        }
        return new TornadoExecutionResult(arrays);
    }

    private void call(LibraryTaskDescriptor task) {
        if (libraries.isEmpty()) {
            ServiceLoader.load(LibraryCalls.class).forEach(libraries::add);
        }
        Object[] parameters = task.getParameters();
        long[] pointers = new long[parameters.length];
        for (int i = 0; i < pointers.length; i++) {
            pointers[i] = arrays.of((TornadoNativeArray) parameters[i]).getSegment().address();
        }
        libraries.getFirst().call(task, pointers, device);
    }

    private void run(ImmutableTaskGraph graph, TaskGraph.Task task) {
        String name = graph.name + "." + task.id();
        WorkerGrid grid = grids == null ? null : grids.get(name);
        if (grid == null) {
            throw new IllegalStateException("there is no grid for " + name);
        }
        if (arrays.areLost(task.arguments())) {
            return;
        }
        Object[] arguments = arrays.resolve(task.arguments());
        // an item reads its arguments before another begins
        Grid.run(grid, context -> {
            arguments[0] = context;
            task.kernel().accept(arguments);
        });
    }

    public TornadoExecutionPlan freeDeviceMemory() {
        arrays.free();
        return this;
    }

    @Override
    public void close() throws TornadoExecutionPlanException {
        libraries.forEach(LibraryCalls::close);
        arrays.free();
    }
}
