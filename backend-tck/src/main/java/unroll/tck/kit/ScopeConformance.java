package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** The lives of tensors: scopes end them and recycle storage without a trace. */
public abstract class ScopeConformance extends Conformance {
    /** For the families. */
    protected ScopeConformance() {
    }

    @Test
    void closingEndsItsTensorsAndClosingTwiceDoesNothing() {
        Scope scope = backend().openScope();
        TensorOps ops = backend().ops(scope);
        assertEquals(scope, ops.scope());
        Tensor tensor = ops.full(Shape.of(3), DType.FLOAT32, 1);
        assertTrue(scope.isOpen());
        assertTrue(tensor.isOpen());
        scope.close();
        scope.close();
        assertFalse(scope.isOpen());
        assertFalse(tensor.isOpen());
        assertEquals(Shape.of(3), tensor.shape());
        String message = String.valueOf(assertThrows(TensorException.class, () -> {
            try (Scope other = backend().openScope()) {
                Values.read(backend().ops(other), tensor);
            }
        }).getMessage());
        assertTrue(message.contains("closed"), message);
    }

    @Test
    void anExceptionLeavesTheScopeUsable() {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensor two = ops.full(Shape.of(2), DType.FLOAT32, 2);
            assertThrows(TensorException.class, () -> ops.add(two, ops.full(Shape.of(3), DType.FLOAT32, 1)));
            Closeness.bits("sum", Values.of(Shape.of(2), 4, 4), Values.read(ops, ops.add(two, two)));
        }
    }

    @Test
    void nestedScopesEndOnTheirOwn() {
        try (Scope outer = backend().openScope()) {
            TensorOps ops = backend().ops(outer);
            Tensor kept = ops.full(Shape.of(33), DType.FLOAT32, 3);
            Tensor made;
            Tensor lost;
            try (Scope inner = backend().openScope()) {
                TensorOps within = backend().ops(inner);
                lost = within.affine(kept, 2, 0);
                made = ops.add(kept, lost);
                try (Scope innermost = backend().openScope()) {
                    backend().ops(innermost).full(Shape.of(33), DType.FLOAT32, 99);
                }
                Closeness.bits("inner", lost33(6), Values.read(within, lost));
            }
            try (Scope after = backend().openScope()) {
                backend().ops(after).full(Shape.of(33), DType.FLOAT32, 88);
                Closeness.bits("outer", lost33(3), Values.read(ops, kept));
                Closeness.bits("made in the outer of the inner", lost33(9), Values.read(ops, made));
            }
            assertFalse(lost.isOpen());
            assertTrue(kept.isOpen());
        }
    }

    private static Values lost33(double value) {
        double[] data = new double[33];
        java.util.Arrays.fill(data, value);
        return Values.of(Shape.of(33), data);
    }

    /** As sampling does: the next step's scope opens before the last one's, which holds the state, is closed. */
    @Test
    void scopesThatOverlap() {
        Scope last = backend().openScope();
        Tensor state = backend().ops(last).full(Shape.of(33), DType.FLOAT32, 0);
        for (int step = 1; step <= 20; step++) {
            Scope next = backend().openScope();
            state = backend().ops(next).affine(state, 1, 1);
            last.close();
            last = next;
            Closeness.bits("state", lost33(step), Values.read(backend().ops(last), state));
        }
        last.close();
    }

    @Test
    void closingAnOuterScopeFirstLeavesTheInnerOne() {
        Scope outer = backend().openScope();
        Scope inner = backend().openScope();
        Tensor tensor = backend().ops(inner).full(Shape.of(33), DType.FLOAT32, 4);
        backend().ops(outer).full(Shape.of(33), DType.FLOAT32, 5);
        outer.close();
        try (Scope other = backend().openScope()) {
            backend().ops(other).full(Shape.of(33), DType.FLOAT32, 6);
            Closeness.bits("inner", lost33(4), Values.read(backend().ops(inner), tensor));
        }
        inner.close();
    }

    private void dirty(DType dtype) {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            for (int size = 1; size <= 256; size *= 2) {
                for (int i = 0; i < 8; i++) {
                    ops.full(Shape.of(size), dtype, Double.NaN);
                    ops.full(Shape.of(size, 3), dtype, 77);
                }
            }
        }
    }

    /** Results that are zero where nothing is added must be made zero. */
    @Test
    void recycledStorageShowsNoOldValues() {
        for (DType dtype : dtypes()) {
            for (int n : new int[] {1, 2, 4, 7, 16, 33, 64, 200}) {
                dirty(dtype);
                try (Scope scope = backend().openScope()) {
                    TensorOps ops = backend().ops(scope);
                    zero(ops, "full", ops.full(Shape.of(n), dtype, 0));
                    Tensor rows = ops.full(Shape.of(1, 1), dtype, 0);
                    zero(ops, "scatterAddRows", ops.scatterAddRows(rows, Indices.of(1, 0), n));
                    Tensor none = ops.full(Shape.of(n, 0), dtype, 1);
                    zero(ops, "product of nothing", ops.matmul(none, false, none, true));
                    zero(ops, "sum of nothing", ops.sum(none, 1));
                    zero(ops, "sum", ops.sum(none));
                    zero(ops, "created", ops.create(Shape.of(n), dtype, new double[n]));
                }
            }
        }
    }

    private static void zero(TensorOps ops, String what, Tensor tensor) {
        Values values = Values.read(ops, tensor);
        Closeness.bits(what + " of shape " + tensor.shape(), values.map(x -> 0), values);
    }
}
