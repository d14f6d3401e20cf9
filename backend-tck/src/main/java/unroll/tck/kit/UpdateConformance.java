package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.tck.kit.Agreement.Accuracy;
import unroll.tck.kit.Agreement.Program;

/** The operations in place, against the reference, with a destination that is also the argument among them. */
public abstract class UpdateConformance extends Conformance {
    /** For the families. */
    protected UpdateConformance() {
    }

    private interface Update {
        void on(TensorOps ops, Tensor destination, Tensor[] inputs);
    }

    /** Updates a copy of the first input, so that the inputs themselves can be seen not to change. */
    private static Program updating(Update update) {
        return (ops, x) -> {
            Tensor destination = ops.full(x[0].shape(), x[0].dtype(), 99);
            ops.updates().copy(destination, x[0]);
            update.on(ops, destination, x);
            return destination;
        };
    }

    private record Case(String name, Accuracy accuracy, Update update) {
    }

    private static final List<Case> CASES = List.of(
            new Case("copy", Accuracy.COPIED, (ops, d, x) -> ops.updates().copy(d, x[1])),
            new Case("copy onto itself", Accuracy.COPIED, (ops, d, x) -> ops.updates().copy(d, d)),
            new Case("fill", Accuracy.COPIED, (ops, d, x) -> ops.updates().fill(d, -0.75)),
            new Case("fill with NaN", Accuracy.COPIED, (ops, d, x) -> ops.updates().fill(d, Double.NaN)),
            new Case("accumulate", Accuracy.ROUNDED, (ops, d, x) -> ops.updates().accumulate(d, x[1])),
            new Case("accumulate itself", Accuracy.ROUNDED, (ops, d, x) -> ops.updates().accumulate(d, d)),
            new Case("accumulate twice", Accuracy.CLOSE, (ops, d, x) -> {
                ops.updates().accumulate(d, x[1]);
                ops.updates().accumulate(d, x[1]);
            }),
            new Case("axpy", Accuracy.CLOSE, (ops, d, x) -> ops.updates().axpy(d, -1.7, x[1])),
            new Case("axpy of itself", Accuracy.CLOSE, (ops, d, x) -> ops.updates().axpy(d, 0.5, d)),
            new Case("axpy by nothing", Accuracy.COPIED, (ops, d, x) -> ops.updates().axpy(d, 0, x[1])),
            new Case("scale", Accuracy.ROUNDED, (ops, d, x) -> ops.updates().scale(d, x[2])),
            new Case("write all", Accuracy.COPIED, (ops, d, x) -> ops.updates().write(d, 0, x[1])),
            new Case("write nothing at the end", Accuracy.COPIED,
                    (ops, d, x) -> ops.updates().write(d, d.shape().size(), ops.full(Shape.of(0), d.dtype(), 1))),
            new Case("read in between", Accuracy.ROUNDED, (ops, d, x) -> {
                Values.read(ops, d);
                ops.updates().accumulate(d, x[1]);
            }));

    @TestFactory
    final List<DynamicTest> agreesWithTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (Case one : CASES) {
                for (Shape shape : Sizes.ANY) {
                    String name = one.name() + " on " + shape;
                    checks.add(check(name + " " + dtype, () -> {
                        Draw draw = draw();
                        agreement(dtype).check(name, one.accuracy(), updating(one.update()), draw.uniform(shape),
                                draw.uniform(shape), draw.uniform(Shape.SCALAR));
                    }));
                }
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> writesAtEveryOffset() {
        List<DynamicTest> checks = new ArrayList<>();
        Shape shape = Shape.of(5, 7);
        for (DType dtype : dtypes()) {
            for (Shape part : List.of(Shape.SCALAR, Shape.of(1), Shape.of(3, 2), Shape.of(17), Shape.of(5, 7))) {
                for (int offset : new int[] {0, 1, 7, 16, 18, shape.size() - part.size()}) {
                    if (offset + part.size() <= shape.size()) {
                        String name = "write " + part + " at " + offset;
                        checks.add(check(name + " " + dtype, () -> {
                            Draw draw = draw();
                            agreement(dtype).check(name, Accuracy.COPIED,
                                    updating((ops, d, x) -> ops.updates().write(d, offset, x[1])),
                                    draw.uniform(shape), draw.uniform(part));
                        }));
                    }
                }
            }
        }
        return checks;
    }

    /** A result made before an update keeps the value it had: operations take effect in the order they are called. */
    @TestFactory
    final List<DynamicTest> takesEffectInOrder() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            checks.add(check("an operation sees the updates before it and none after, " + dtype,
                    () -> agreement(dtype).check("in order", Accuracy.CLOSE, updating((ops, d, x) -> {
                        Tensor before = ops.tanh(d);
                        ops.updates().fill(d, 2);
                        Tensor after = ops.multiply(d, x[1]);
                        ops.updates().copy(d, before);
                        ops.updates().accumulate(d, after);
                    }), draw().uniform(Shape.of(3, 5)), draw().uniform(Shape.of(3, 5)))));
        }
        return checks;
    }
}
