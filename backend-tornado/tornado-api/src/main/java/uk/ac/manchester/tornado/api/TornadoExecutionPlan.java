package uk.ac.manchester.tornado.api;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** Graphs that are executed on one device: here in plain Java, on none. */
public class TornadoExecutionPlan implements AutoCloseable {
    private final ImmutableTaskGraph[] graphs;
    private final DeviceArrays arrays = new DeviceArrays();
    private final Set<ImmutableTaskGraph> executed = new HashSet<>();
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
        for (TaskGraph.Task task : graph.tasks) {
            run(graph, task);
        }
        for (TornadoNativeArray array : graph.everyOut) {
            arrays.copyOut(array, 0, array.getNumBytesOfSegment());
        }
        return new TornadoExecutionResult(arrays);
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
        arrays.free();
    }
}
