package unroll.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.backend.Probe;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

class Nd4jBackendTest {
    private static Backend open(int threads) {
        return new Nd4jProvider().open(new OpenOptions(null, threads));
    }

    @Test
    void theProcessorIsItsDevice() {
        BackendProvider provider = new Nd4jProvider();
        Probe.Available available = assertInstanceOf(Probe.Available.class, provider.probe());
        assertEquals("cpu", available.devices().get(0).id());
        try (Backend backend = open(1)) {
            assertTrue(backend.device().description().contains("OpenBLAS for "), backend.device().description());
        }
    }

    /** The number of threads belongs to the process. */
    @Test
    void instancesHaveOneNumberOfThreads() {
        try (Backend one = open(0); Backend other = open(1)) {
            String message = String.valueOf(
                    assertThrows(BackendUnavailableException.class, () -> open(2).close()).getMessage());
            assertTrue(message.contains("nd4j") && message.contains("1 thread") && message.contains("2"), message);
            assertEquals(one.name(), other.name());
        }
        open(2).close();
        open(1).close();
    }

    /** Whoever fails to open it is no user of the libraries, and to close it twice ends one use. */
    @Test
    void theNumberOfUsersIsRight() {
        assertThrows(IllegalStateException.class, () -> Nd4jBackend.open(3, () -> {
            throw new IllegalStateException("half-way");
        }));
        try (Backend one = open(1)) {
            Backend other = open(1);
            other.close();
            other.close();
            assertThrows(BackendUnavailableException.class, () -> open(2).close(), one.name());
        }
        open(2).close();
    }

    @Test
    void memoryThatTheMachineLacksIsRefused() {
        try (Backend backend = Nd4jBackend.open(1 << 20, 1); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ParameterLayout layout = ParameterLayout.of(Map.of("w", Shape.of(1 << 20)));
            assertThrows(ResourceException.class, () -> backend.allocate(layout, DType.FLOAT32));
            assertThrows(ResourceException.class, () -> ops.full(Shape.of(1 << 20), DType.FLOAT32, 0));
            read(ops, ops.full(Shape.of(2), DType.FLOAT32, 1), 1, 1);
        }
    }

    @Test
    void updatesSeeArgumentsAsTheyWere() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("first", Shape.of(1));
        shapes.put("rest", Shape.of(3));
        try (Backend backend = open(1);
                Scope scope = backend.openScope();
                ParameterBlock block = backend.allocate(ParameterLayout.of(shapes), DType.FLOAT32)) {
            TensorOps ops = backend.ops(scope);
            ops.updates().copy(block.flat(), ops.create(Shape.of(4), new float[] {2, 3, 5, 7}, 0));
            ops.updates().scale(block.flat(), ops.reshape(block.get("first"), Shape.SCALAR));
            read(ops, block.flat(), 4, 6, 10, 14);
            ops.updates().write(block.flat(), 0, block.get("rest"));
            read(ops, block.flat(), 6, 10, 14, 14);
        }
    }

    private static void read(TensorOps ops, Tensor tensor, double... expected) {
        double[] values = new double[expected.length];
        ops.read(tensor, values, 0);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], values[i]);
        }
    }

    @Test
    void rowsBeyondATableNeverReachNativeCode() {
        try (Backend backend = open(1); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor table = zeros(ops, 3, 4);
            assertThrows(TensorException.class, () -> ops.gatherRows(table, Indices.of(100_000_000, 99_999_999)));
            assertThrows(TensorException.class,
                    () -> ops.scatterAddRows(table, Indices.of(100_000_000, 0, 1, 99_999_999), 3));
        }
    }

    @Test
    void kernelsRefuseWeightsThatDoNotFit() {
        try (Backend backend = open(1); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensors inputs = Tensors.of(zeros(ops, 3, 12), zeros(ops, 2, 4), zeros(ops, 12, 5),
                    ops.full(Shape.of(12), DType.FLOAT32, 0));
            RecurrentLayer.Sequence sequence = new RecurrentLayer.Sequence(Packing.of(2, 1), null);
            TensorException refused = assertThrows(TensorException.class,
                    () -> ops.apply(new RecurrentLayer(GruRecurrence.GRU), sequence, inputs));
            assertTrue(refused.getMessage().contains("[12, 5]"), refused.getMessage());
            Tensors longer = Tensors.of(zeros(ops, 3, 12), zeros(ops, 2, 4), zeros(ops, 12, 4),
                    ops.full(Shape.of(12), DType.FLOAT32, 0));
            RecurrentLayer.Sequence beyond = new RecurrentLayer.Sequence(Packing.of(2, 1), Indices.of(9, 0, 1, 8));
            assertThrows(TensorException.class,
                    () -> ops.apply(new RecurrentLayer(GruRecurrence.GRU), beyond, longer));
        }
    }

    private static Tensor zeros(TensorOps ops, int rows, int columns) {
        return ops.full(Shape.of(rows, columns), DType.FLOAT32, 0);
    }

    @Test
    void threadsGiveTheSameValuesUpToRounding() {
        float[] one = product(1);
        float[] two = product(2);
        for (int i = 0; i < one.length; i++) {
            assertEquals(one[i], two[i], 1e-4);
        }
    }

    private static float[] product(int threads) {
        try (Backend backend = open(threads); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            double[] values = new double[300 * 300];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.sin(i);
            }
            Tensor a = ops.create(Shape.of(300, 300), DType.FLOAT32, values);
            float[] result = new float[values.length];
            ops.read(ops.tanh(ops.matmul(a, false, a, true)), result, 0);
            return result;
        }
    }

    @Test
    void scopesMayBeManyAndOverlap() {
        try (Backend backend = open(1)) {
            List<Scope> scopes = Stream.generate(backend::openScope).limit(50).toList();
            for (Scope scope : scopes) {
                TensorOps ops = backend.ops(scope);
                read(ops, ops.tanh(ops.full(Shape.of(2), DType.FLOAT32, 0)), 0, 0);
            }
            long bytes = backend.storageBytes();
            scopes.forEach(Scope::close);
            for (int i = 0; i < 100; i++) {
                try (Scope scope = backend.openScope()) {
                    backend.ops(scope).full(Shape.of(2), DType.FLOAT32, 0);
                }
            }
            assertEquals(bytes, backend.storageBytes());
        }
    }
}
