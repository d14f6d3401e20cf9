package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** Every operation refuses a tensor of another backend, of another instance, and one whose scope is closed. */
public abstract class OwnershipConformance extends Conformance {
    private static final Shape SQUARE = Shape.of(2, 2);

    /** For the families. */
    protected OwnershipConformance() {
    }

    private static List<EveryOperation.Named> operations() {
        List<EveryOperation.Named> all = new ArrayList<>(EveryOperation.PRIMITIVES);
        all.addAll(EveryOperation.UPDATES);
        return all;
    }

    private void refused(EveryOperation.Named operation, Tensor tensor, String... mentions) {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensor good = ops.full(SQUARE, DType.FLOAT32, 1);
            String message = String.valueOf(assertThrows(TensorException.class,
                    () -> operation.use().of(ops, tensor, good)).getMessage());
            for (String mention : mentions) {
                assertTrue(message.toLowerCase(Locale.ROOT).contains(mention),
                        "expected \"" + mention + "\" in: " + message);
            }
            Closeness.bits("the other argument", Values.of(SQUARE, 1, 1, 1, 1), Values.read(ops, good));
        }
    }

    @TestFactory
    final List<DynamicTest> tensorsOfAnotherBackend() {
        List<DynamicTest> checks = new ArrayList<>();
        for (EveryOperation.Named operation : operations()) {
            checks.add(check(operation.name(), () -> {
                try (Scope elsewhere = reference().openScope()) {
                    refused(operation, reference().ops(elsewhere).full(SQUARE, DType.FLOAT32, 1), "backend");
                }
            }));
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> tensorsOfAnotherInstance() {
        if (!declares(Capability.SEVERAL_INSTANCES)) {
            return notApplicable("several instances not declared");
        }
        List<DynamicTest> checks = new ArrayList<>();
        for (EveryOperation.Named operation : operations()) {
            checks.add(check(operation.name(), () -> {
                try (Backend other = subject().open(); Scope elsewhere = other.openScope()) {
                    refused(operation, other.ops(elsewhere).full(SQUARE, DType.FLOAT32, 1), "backend");
                }
            }));
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> tensorsOfAClosedScope() {
        List<DynamicTest> checks = new ArrayList<>();
        for (EveryOperation.Named operation : operations()) {
            checks.add(check(operation.name(), () -> {
                Tensor tensor;
                try (Scope scope = backend().openScope()) {
                    tensor = backend().ops(scope).full(SQUARE, DType.FLOAT32, 1);
                }
                refused(operation, tensor, "closed");
            }));
        }
        return checks;
    }

    /** Operations that were opened for a scope make nothing once it is closed. */
    @TestFactory
    final List<DynamicTest> operationsOfAClosedScope() {
        List<DynamicTest> checks = new ArrayList<>();
        List<EveryOperation.Named> makers = new ArrayList<>(EveryOperation.PRIMITIVES);
        makers.removeIf(operation -> operation.name().startsWith("read"));
        makers.add(new EveryOperation.Named("create", (ops, t, g) -> ops.create(SQUARE, DType.FLOAT32,
                new double[4])));
        makers.add(new EveryOperation.Named("create float", (ops, t, g) -> ops.create(SQUARE, new float[4], 0)));
        makers.add(new EveryOperation.Named("full", (ops, t, g) -> ops.full(SQUARE, DType.FLOAT32, 0)));
        for (EveryOperation.Named operation : makers) {
            checks.add(check(operation.name(), () -> {
                try (Scope open = backend().openScope()) {
                    Tensor tensor = backend().ops(open).full(SQUARE, DType.FLOAT32, 1);
                    Tensor fit = operation.name().startsWith("expand")
                            ? backend().ops(open).full(Shape.of(2), DType.FLOAT32, 1)
                            : tensor;
                    TensorOps closed;
                    try (Scope scope = backend().openScope()) {
                        closed = backend().ops(scope);
                    }
                    assertThrows(TensorException.class, () -> operation.use().of(closed, fit, tensor));
                }
            }));
        }
        return checks;
    }

    @Test
    void scopesThatAreClosedOrAnothers() {
        Scope closed = backend().openScope();
        closed.close();
        assertThrows(TensorException.class, () -> backend().ops(closed));
        try (Scope foreign = reference().openScope()) {
            assertThrows(TensorException.class, () -> backend().ops(foreign));
        }
    }
}
