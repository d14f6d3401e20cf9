package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** What is declared works; what is not declared is refused, in the way the declaration says. */
public abstract class CapabilityConformance extends Conformance {
    /** For the families. */
    protected CapabilityConformance() {
    }

    private static ParameterLayout layout() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("weight", Shape.of(2));
        return ParameterLayout.of(shapes);
    }

    @Test
    void theDeclarationsStayTheSame() {
        assertEquals(backend().capabilities(), backend().capabilities());
        List<Capability> first = List.copyOf(backend().capabilities());
        closeBackend();
        assertTrue(backend().capabilities().containsAll(first), "capabilities changed by opening again");
    }

    @Test
    void float64IsThereOrRefused() {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            if (declares(Capability.FLOAT64)) {
                double fine = 1 + 0x1p-40;
                Closeness.bits("float64", Values.of(Shape.of(1), fine),
                        Values.read(ops, ops.full(Shape.of(1), DType.FLOAT64, fine)));
                try (ParameterBlock block = backend().allocate(layout(), DType.FLOAT64)) {
                    assertEquals(DType.FLOAT64, block.flat().dtype());
                }
            } else {
                assertThrows(TensorException.class, () -> ops.full(Shape.of(1), DType.FLOAT64, 1));
                assertThrows(TensorException.class, () -> ops.create(Shape.of(1), DType.FLOAT64, new double[1]));
                assertThrows(TensorException.class, () -> backend().allocate(layout(), DType.FLOAT64).close());
            }
        }
    }

    @Test
    void aSecondInstanceIsOpenedOrRefused() {
        if (declares(Capability.SEVERAL_INSTANCES)) {
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                Tensor tensor = ops.full(Shape.of(2), DType.FLOAT32, 3);
                try (Backend second = subject().open(); Scope other = second.openScope()) {
                    second.ops(other).full(Shape.of(2), DType.FLOAT32, 4);
                    assertEquals(backend().name(), second.name());
                }
                Closeness.bits("the first after the second was closed", Values.of(Shape.of(2), 3, 3),
                        Values.read(ops, tensor));
            }
        } else {
            backend();
            String message = String.valueOf(
                    assertThrows(BackendUnavailableException.class, () -> subject().open().close()).getMessage());
            assertTrue(message.contains(subject().provider().name()), message);
            closeBackend();
            subject().open().close();
        }
    }

    /** Where it is declared, callers with scopes of their own do not disturb each other. */
    @Test
    void severalCallersWhereDeclared() throws Exception {
        if (!declares(Capability.CONCURRENT_CALLERS)) {
            return;
        }
        List<Callable<Values>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(() -> work(backend(), draw()));
        }
        Values expected = work(backend(), draw());
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            for (Future<Values> result : threads.invokeAll(callers)) {
                Values actual = result.get();
                Closeness.within("result of a caller among several", expected, actual,
                        Closeness.tolerance(DType.FLOAT32) * expected.magnitude());
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Values work(Backend backend, Draw draw) {
        Values x = draw.uniform(Shape.of(17, 17), -0.3, 0.3);
        Values y = x;
        for (int step = 0; step < 200; step++) {
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                Tensor product = ops.matmul(x.on(ops, DType.FLOAT32), false, y.on(ops, DType.FLOAT32), true);
                y = Values.read(ops, ops.tanh(ops.affine(product, 1, 0.01)));
            }
        }
        return y;
    }
}
