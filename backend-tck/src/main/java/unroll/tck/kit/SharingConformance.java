package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.tck.kit.Agreement.Program;

/**
 * A result shares nothing with its arguments that could be seen: not when either is changed in place, and not when the
 * argument's scope is closed. The operations tried are those that a backend is tempted to answer with a view.
 */
public abstract class SharingConformance extends Conformance {
    /** For the families. */
    protected SharingConformance() {
    }

    private record Tempting(String name, Shape shape, Program program) {
    }

    private static final List<Tempting> TEMPTING = List.of(
            new Tempting("reshape", Shape.of(2, 3), (ops, x) -> ops.reshape(x[0], Shape.of(6))),
            new Tempting("reshape to the same", Shape.of(2, 3), (ops, x) -> ops.reshape(x[0], Shape.of(2, 3))),
            new Tempting("slice of rows", Shape.of(3, 2), (ops, x) -> ops.slice(x[0], 0, 1, 3)),
            new Tempting("slice of columns", Shape.of(3, 2), (ops, x) -> ops.slice(x[0], 1, 1, 2)),
            new Tempting("slice of all", Shape.of(5), (ops, x) -> ops.slice(x[0], 0, 0, 5)),
            new Tempting("concat of one", Shape.of(3, 2), (ops, x) -> ops.concat(List.of(x[0]), 0)),
            new Tempting("concat with nothing", Shape.of(3, 2),
                    (ops, x) -> ops.concat(List.of(x[0], ops.slice(x[0], 0, 0, 0)), 0)),
            new Tempting("affine by 1 and 0", Shape.of(7), (ops, x) -> ops.affine(x[0], 1, 0)),
            new Tempting("expandRows to one", Shape.of(4), (ops, x) -> ops.expandRows(x[0], 1)),
            new Tempting("expandColumns to one", Shape.of(4), (ops, x) -> ops.expandColumns(x[0], 1)),
            new Tempting("expandRows to three", Shape.of(4), (ops, x) -> ops.expandRows(x[0], 3)),
            new Tempting("gatherRows in order", Shape.of(2, 3), (ops, x) -> ops.gatherRows(x[0], Indices.of(2, 0, 1))),
            new Tempting("scatterAddRows in order", Shape.of(2, 3),
                    (ops, x) -> ops.scatterAddRows(x[0], Indices.of(2, 0, 1), 2)),
            new Tempting("sum of one row", Shape.of(1, 5), (ops, x) -> ops.sum(x[0], 0)),
            new Tempting("sum of a scalar", Shape.SCALAR, (ops, x) -> ops.sum(x[0])),
            new Tempting("amax of one column", Shape.of(5, 1), (ops, x) -> ops.amax(x[0], 1)),
            new Tempting("relu of what is positive", Shape.of(5), (ops, x) -> ops.relu(x[0])));

    private interface Body {
        void on(Tempting one, DType dtype);
    }

    private List<DynamicTest> each(Body body) {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (Tempting one : TEMPTING) {
                checks.add(check(one.name() + " " + dtype, () -> body.on(one, dtype)));
            }
        }
        return checks;
    }

    private static Values input(Tempting one, DType dtype) {
        return draw().uniform(one.shape(), 1, 2).round(dtype);
    }

    @TestFactory
    final List<DynamicTest> aChangeOfTheArgumentDoesNotShowInTheResult() {
        return each((one, dtype) -> {
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                Tensor argument = input(one, dtype).on(ops, dtype);
                Tensor result = one.program().run(ops, new Tensor[] {argument});
                Values before = Values.read(ops, result);
                ops.updates().fill(argument, 77);
                Closeness.bits("result", before, Values.read(ops, result));
            }
        });
    }

    /** As above, but nothing is read in between, so that a copy that is put off too long shows. */
    @TestFactory
    final List<DynamicTest> aChangeOfTheArgumentDoesNotShowInAResultNotYetRead() {
        return each((one, dtype) -> {
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                Values input = input(one, dtype);
                Values expected = Values.read(ops, one.program().run(ops, new Tensor[] {input.on(ops, dtype)}));
                Tensor argument = input.on(ops, dtype);
                Tensor result = one.program().run(ops, new Tensor[] {argument});
                ops.updates().fill(argument, 77);
                Closeness.bits("result", expected, Values.read(ops, result));
            }
        });
    }

    @TestFactory
    final List<DynamicTest> aChangeOfTheResultDoesNotShowInTheArgument() {
        return each((one, dtype) -> {
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                Values input = input(one, dtype);
                Tensor argument = input.on(ops, dtype);
                Tensor result = one.program().run(ops, new Tensor[] {argument});
                ops.updates().fill(result, 77);
                Closeness.bits("argument", input, Values.read(ops, argument));
                Values changed = Values.read(ops, result);
                Closeness.bits("result", changed.map(x -> 77), changed);
            }
        });
    }

    @TestFactory
    final List<DynamicTest> aResultOutlivesTheScopeOfItsArgument() {
        return each((one, dtype) -> {
            try (Scope outer = backend().openScope()) {
                TensorOps ops = backend().ops(outer);
                Values input = input(one, dtype);
                Values expected = Values.read(ops, one.program().run(ops, new Tensor[] {input.on(ops, dtype)}));
                Tensor result;
                try (Scope inner = backend().openScope()) {
                    Tensor argument = input.on(backend().ops(inner), dtype);
                    result = one.program().run(ops, new Tensor[] {argument});
                }
                try (Scope other = backend().openScope()) {
                    backend().ops(other).full(one.shape(), dtype, 77);
                    Closeness.bits("result", expected, Values.read(ops, result));
                }
            }
        });
    }
}
