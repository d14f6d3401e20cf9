package unroll.backend.pure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.backend.Probe;
import unroll.api.error.TensorException;
import unroll.api.error.UsageException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

class PureBackendTest {
    private static Backend open() {
        return new PureProvider().open(OpenOptions.DEFAULT);
    }

    @Test
    void theModuleProvidesIt() {
        Module module = PureProvider.class.getModule();
        assertTrue(module.isNamed());
        assertEquals(List.of(PureProvider.class.getName()), module.getDescriptor().provides().stream()
                .filter(provided -> provided.service().equals(BackendProvider.class.getName()))
                .findFirst().orElseThrow().providers());
    }

    @Test
    void theClassPathFindsItToo() throws IOException {
        try (InputStream file = PureProvider.class.getModule()
                .getResourceAsStream("META-INF/services/" + BackendProvider.class.getName())) {
            assertEquals(PureProvider.class.getName(),
                    new String(file.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void theProcessorIsItsDevice() {
        BackendProvider provider = new PureProvider();
        assertEquals("pure", provider.name());
        Probe.Available available = assertInstanceOf(Probe.Available.class, provider.probe());
        assertEquals("cpu", available.devices().get(0).id());
        assertEquals(Runtime.getRuntime().maxMemory(), available.devices().get(0).memoryBytes());
        provider.open(new OpenOptions("cpu", 1)).close();
        UsageException refused = assertThrows(UsageException.class, () -> provider.open(new OpenOptions("gpu", 0)));
        assertTrue(refused.getMessage().contains("gpu") && refused.getMessage().contains("cpu"));
    }

    @Test
    void float64IsRefused() {
        try (Backend backend = open(); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ParameterLayout layout = ParameterLayout.of(Map.of("w", Shape.of(2)));
            assertThrows(TensorException.class, () -> ops.full(Shape.of(2), DType.FLOAT64, 0));
            assertThrows(TensorException.class, () -> ops.create(Shape.of(1), DType.FLOAT64, new double[1]));
            assertThrows(TensorException.class, () -> backend.allocate(layout, DType.FLOAT64));
        }
    }

    @Test
    void closingEndsEveryTensorAndFreesEverything() {
        Backend backend = open();
        Scope scope = backend.openScope();
        Tensor tensor = backend.ops(scope).full(Shape.of(3), DType.FLOAT32, 1);
        ParameterBlock block = backend.allocate(ParameterLayout.of(Map.of("w", Shape.of(2))), DType.FLOAT32);
        backend.close();
        backend.close();
        assertFalse(tensor.isOpen());
        assertFalse(scope.isOpen());
        assertFalse(block.get(0).isOpen());
        assertEquals(0, backend.storageBytes());
        scope.close();
        block.close();
        assertThrows(TensorException.class, backend::openScope);
        assertThrows(TensorException.class, () -> backend.ops(scope));
    }

    @Test
    void anotherInstanceIsAnotherBackend() {
        try (Backend one = open();
                Backend two = open();
                Scope scopeOfOne = one.openScope();
                Scope scopeOfTwo = two.openScope()) {
            Tensor tensor = one.ops(scopeOfOne).full(Shape.of(3), DType.FLOAT32, 1);
            assertThrows(TensorException.class, () -> two.ops(scopeOfOne));
            assertThrows(TensorException.class, () -> two.ops(scopeOfTwo).exp(tensor));
        }
    }

    @Test
    void recycledStorageIsNeverSeen() {
        try (Backend backend = open()) {
            for (int size : List.of(1, 64, 65, 6, 600)) {
                try (Scope scope = backend.openScope()) {
                    backend.ops(scope).full(Shape.of(size), DType.FLOAT32, Double.NaN);
                }
            }
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                Tensor empty = ops.create(Shape.of(2, 0), new float[0], 0);
                expectAll(ops, ops.matmul(empty, false, empty, true), 0);
                expectAll(ops, ops.sum(empty, 1), 0);
                expectAll(ops, ops.sum(empty), 0);
                Tensor row = ops.full(Shape.of(1, 5), DType.FLOAT32, 0);
                expectAll(ops, ops.scatterAddRows(row, Indices.of(120, 3), 120), 0);
                expectAll(ops, ops.full(Shape.of(7), DType.FLOAT32, 3), 3);
            }
        }
    }

    private static void expectAll(TensorOps ops, Tensor tensor, float value) {
        float[] values = new float[tensor.shape().size()];
        ops.read(tensor, values, 0);
        for (float found : values) {
            assertEquals(value, found);
        }
    }

    @Test
    void aResultDoesNotChangeWithTheParametersItCameFrom() {
        try (Backend backend = open(); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ParameterBlock block = backend.allocate(ParameterLayout.of(Map.of("w", Shape.of(2, 3))), DType.FLOAT32);
            Tensor same = ops.reshape(block.get("w"), Shape.of(6));
            Tensor part = ops.slice(block.get("w"), 0, 0, 2);
            ops.updates().fill(block.flat(), 7);
            expectAll(ops, same, 0);
            expectAll(ops, part, 0);
            expectAll(ops, block.get("w"), 7);
        }
    }
}
