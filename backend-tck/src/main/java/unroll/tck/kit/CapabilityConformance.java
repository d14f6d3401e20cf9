package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

/** What is declared works; what is not declared is refused, in the way the declaration says. Promises about bits, threads
 * and waits are held by families of their own; they refuse nothing. */
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
                refusesFloat64(() -> ops.full(Shape.of(1), DType.FLOAT64, 1));
                refusesFloat64(() -> ops.create(Shape.of(1), DType.FLOAT64, new double[1]));
                refusesFloat64(() -> backend().allocate(layout(), DType.FLOAT64).close());
            }
        }
    }

    private void refusesFloat64(Executable request) {
        String message = String.valueOf(assertThrows(TensorException.class, request).getMessage());
        assertTrue(message.contains("float64") && message.contains(backend().name()),
                "expected float64 and " + backend().name() + " in: " + message);
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
}
