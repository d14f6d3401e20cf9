package unroll.backend.tornado.engine;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.WorkerGrid2D;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task3;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task4;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import unroll.backend.tornado.kernel.Copying;
import unroll.backend.tornado.kernel.Elementwise;
import unroll.backend.tornado.kernel.GruCell;
import unroll.backend.tornado.kernel.GruLayer;
import unroll.backend.tornado.kernel.Loss;
import unroll.backend.tornado.kernel.LstmCell;
import unroll.backend.tornado.kernel.LstmLayer;
import unroll.backend.tornado.kernel.Product;
import unroll.backend.tornado.kernel.Reduction;
import unroll.backend.tornado.kernel.TanhCell;
import unroll.backend.tornado.kernel.TanhLayer;
import unroll.backend.tornado.library.HeapProducts;

/** The kernels, each a graph of its own in the plan. Sizes and places are data, so that each is compiled once. */
public final class Task {
    public static final Task UNARY = of("unary", Elementwise::unary);
    public static final Task BINARY = of("binary", Elementwise::binary);
    public static final Task SCALE_BY = of("scaleBy", Elementwise::scaleBy);
    public static final Task AFFINE = of("affine", Elementwise::affine, Arrays::few);
    public static final Task ADD_SCALED = of("addScaled", Elementwise::addScaled, Arrays::few);
    public static final Task FILL = of("fill", Elementwise::fill, Arrays::few);
    public static final Task ROWS = of("rows", Copying::rows);
    public static final Task EXPAND = of("expand", Copying::expand);
    public static final Task GATHER = of("gather", Copying::gather);
    public static final Task SUM = of("sum", Reduction.GROUP, 1, Reduction::sum);
    public static final Task SUM_OF_ROWS = of("sumOfRows", Reduction::sumOfRows);
    public static final Task SUM_OF_EACH_ROW = of("sumOfEachRow", Reduction::sumOfEachRow);
    public static final Task LARGEST = of("largest", Reduction::largest);
    public static final Task SCATTER = of("scatter", Reduction::scatter);
    public static final Task PRODUCT = of("product", Product::plain);
    public static final Task TILES = of("tiles", Product.GROUP, Product.GROUP, Product::tiled);
    public static final Task LOW_TILES = of("lowTiles", Product.GROUP, Product.GROUP, Product::low);
    /** The same products by a library of the driver's, which some have. */
    public static final Task LIBRARY_PRODUCT = new Task("libraryProduct", 0, 0, null,
            (graph, arrays) -> graph.libraryTask(Task.ID, heap -> HeapProducts.describe(heap, arrays.at()),
                    arrays.heap()));
    public static final Task TRANSPOSE = of("transpose", Copying::transpose);
    public static final Task CROSS_ENTROPY = of("crossEntropy", Loss::crossEntropy, Arrays::few);
    public static final Task ADAM = of("adam", Elementwise::adam, Arrays::few);
    public static final Task TANH_FORWARD = of("tanhForward", 1, 1, TanhLayer::forward);
    public static final Task TANH_BACKWARD = of("tanhBackward", 1, 1, TanhLayer::backward);
    public static final Task GRU_FORWARD = of("gruForward", 1, 1, GruLayer::forward);
    public static final Task GRU_BACKWARD = of("gruBackward", 1, 1, GruLayer::backward);
    public static final Task LSTM_FORWARD = of("lstmForward", 1, 1, LstmLayer::forward);
    public static final Task LSTM_BACKWARD = of("lstmBackward", 1, 1, LstmLayer::backward);
    public static final Task TANH_STEP = of("tanhStep", TanhCell::forward);
    public static final Task TANH_STEP_BACKWARD = of("tanhStepBackward", TanhCell::backward);
    public static final Task GRU_STEP = of("gruStep", GruCell::forward);
    public static final Task GRU_STEP_BACKWARD = of("gruStepBackward", GruCell::backward);
    public static final Task LSTM_STEP = of("lstmStep", LstmCell::forward);
    public static final Task LSTM_STEP_BACKWARD = of("lstmStepBackward", LstmCell::backward);
    /** Brings the heap to the device, and sets an element there. */
    static final Task BEGIN = of("begin", Elementwise::fill, Arrays::few);
    static final Task IN_FEW = of("inFew", Copying::in, Arrays::few);
    static final Task IN_MORE = of("inMore", Copying::in, Arrays::more);
    static final Task IN_MANY = of("inMany", Copying::in, Arrays::many);

    /** The kernels: all but the library's. */
    static final List<Task> ALL = List.of(UNARY, BINARY, SCALE_BY, AFFINE, ADD_SCALED, FILL, ROWS, EXPAND, GATHER, SUM,
            SUM_OF_ROWS, SUM_OF_EACH_ROW, LARGEST, SCATTER, PRODUCT, TILES, LOW_TILES, TRANSPOSE, CROSS_ENTROPY, ADAM,
            TANH_FORWARD, TANH_BACKWARD,
            GRU_FORWARD, GRU_BACKWARD, LSTM_FORWARD, LSTM_BACKWARD, TANH_STEP, TANH_STEP_BACKWARD, GRU_STEP,
            GRU_STEP_BACKWARD, LSTM_STEP, LSTM_STEP_BACKWARD, IN_FEW, IN_MORE, IN_MANY, BEGIN);

    /** Those that bring the heap to the device, and what the host writes to it. */
    static final List<Task> TRANSFERS = List.of(IN_FEW, IN_MORE, IN_MANY, BEGIN);

    /** Items of the largest group. */
    static final int MOST_ITEMS = 256;

    private static final String ID = "task";
    /** Items of a group where the kernel needs none. */
    private static final int ANY = 64;

    /** Puts the kernel and its arrays into a graph. */
    @FunctionalInterface
    private interface Definition {
        TaskGraph addTo(TaskGraph graph, Arrays arrays);
    }

    private final String name;
    private final int groupX;
    private final int groupY;
    private final @Nullable Function<Arrays, FloatArray> values;
    private final Definition definition;

    private Task(String name, int groupX, int groupY, @Nullable Function<Arrays, FloatArray> values,
            Definition definition) {
        this.name = name;
        this.groupX = groupX;
        this.groupY = groupY;
        this.values = values;
        this.definition = definition;
    }

    private static Task of(String name, Task3<KernelContext, FloatArray, IntArray> kernel) {
        return of(name, 0, 0, kernel);
    }

    private static Task of(String name, int groupX, int groupY, Task3<KernelContext, FloatArray, IntArray> kernel) {
        return new Task(name, groupX, groupY, null,
                (graph, arrays) -> graph.task(ID, kernel, arrays.context(), arrays.heap(), arrays.at()));
    }

    private static Task of(String name, Task4<KernelContext, FloatArray, IntArray, FloatArray> kernel,
            Function<Arrays, FloatArray> values) {
        return new Task(name, 0, 0, values, (graph, arrays) -> graph.task(ID, kernel, arrays.context(), arrays.heap(),
                arrays.at(), values.apply(arrays)));
    }

    /** The graph, which works on the heap that is on the device and leaves it there. */
    TaskGraph graph(Arrays arrays) {
        TaskGraph graph = new TaskGraph(name);
        if (this == BEGIN) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, arrays.heap());
        } else {
            graph.consumeFromDevice(arrays.heap());
        }
        if (this != LIBRARY_PRODUCT) {
            // the library is called by the host, which reads its own
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays.at());
        }
        if (values != null) {
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, values.apply(arrays));
        }
        return definition.addTo(graph, arrays).persistOnDevice(arrays.heap());
    }

    String name() {
        return name;
    }

    /** The floats that the kernel takes. */
    FloatArray values(Arrays arrays) {
        return values == null ? arrays.few() : values.apply(arrays);
    }

    /** How a grid's task is called. */
    String gridName() {
        return name + "." + ID;
    }

    /**
     * A grid, whose extent is set each time.
     *
     * @param grouped whether there are groups also where no item waits for another
     */
    WorkerGrid grid(boolean grouped) {
        WorkerGrid grid = groupY > 1 ? new WorkerGrid2D(groupX, groupY) : new WorkerGrid1D(Math.max(ANY, groupX));
        if (groupX > 0) {
            grid.setLocalWork(groupX, groupY, 1);
        } else if (grouped) {
            grid.setLocalWork(ANY, 1, 1);
        }
        return grid;
    }

    /** Sets the extent of its grid to groups of any size. */
    static void extendGroups(WorkerGrid grid, int groups, int items) {
        grid.setGlobalWork((long) groups * items, 1, 1);
        grid.setLocalWork(items, 1, 1);
    }

    /** Sets the extent of its grid: groups where the kernel has groups, else items. */
    void extend(WorkerGrid grid, int x, int y) {
        if (groupX > 0) {
            grid.setGlobalWork((long) x * groupX, (long) y * groupY, 1);
        } else {
            grid.setGlobalWork((x + ANY - 1L) / ANY * ANY, 1, 1);
        }
    }
}
