package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Capability;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.Linear;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** What does not fit is refused with a TensorException that names it, before anything is computed or changed. */
public abstract class RefusalConformance extends Conformance {
    /** For the families. */
    protected RefusalConformance() {
    }

    /** Tensors to do wrong with. */
    private record Props(Tensor a23, Tensor a32, Tensor vector3, Tensor vector4, Tensor scalar, Tensor cube) {
        static Props on(TensorOps ops, DType dtype) {
            return new Props(ops.full(Shape.of(2, 3), dtype, 1), ops.full(Shape.of(3, 2), dtype, 1),
                    ops.full(Shape.of(3), dtype, 1), ops.full(Shape.of(4), dtype, 1), ops.full(Shape.SCALAR, dtype, 1),
                    ops.full(Shape.of(2, 3, 2), dtype, 1));
        }
    }

    private interface Wrong {
        void attempt(TensorOps ops, Props p);
    }

    /** @param mentions what the message must contain, the shapes above all */
    private record Refused(String name, Wrong wrong, List<String> mentions) {
        Refused(String name, Wrong wrong, String... mentions) {
            this(name, wrong, List.of(mentions));
        }
    }

    private static final List<Refused> SHAPES = List.of(
            new Refused("add", (ops, p) -> ops.add(p.a23(), p.a32()), "[2, 3]", "[3, 2]"),
            new Refused("add of another rank", (ops, p) -> ops.add(p.a23(), p.vector3()), "[2, 3]", "[3]"),
            new Refused("subtract", (ops, p) -> ops.subtract(p.a23(), p.a32()), "[2, 3]", "[3, 2]"),
            new Refused("multiply", (ops, p) -> ops.multiply(p.vector3(), p.vector4()), "[3]", "[4]"),
            new Refused("divide", (ops, p) -> ops.divide(p.a23(), p.scalar()), "[2, 3]", "[]"),
            new Refused("matmul", (ops, p) -> ops.matmul(p.a23(), false, p.a23(), false), "[2, 3]"),
            new Refused("matmul, transposed", (ops, p) -> ops.matmul(p.a23(), true, p.a32(), false), "[2, 3]",
                    "[3, 2]", "transposed"),
            new Refused("matmul of a vector", (ops, p) -> ops.matmul(p.a23(), false, p.vector3(), false), "[3]"),
            new Refused("matmul of rank 3", (ops, p) -> ops.matmul(p.cube(), false, p.a32(), false), "[2, 3, 2]"),
            new Refused("scaleBy", (ops, p) -> ops.scaleBy(p.a23(), p.vector3()), "[3]"),
            new Refused("expandRows", (ops, p) -> ops.expandRows(p.a23(), 4), "[2, 3]"),
            new Refused("expandRows to a negative number", (ops, p) -> ops.expandRows(p.vector3(), -1), "-1"),
            new Refused("expandColumns", (ops, p) -> ops.expandColumns(p.scalar(), 4), "[]"),
            new Refused("sum of rank 3 over a dimension", (ops, p) -> ops.sum(p.cube(), 0), "[2, 3, 2]"),
            new Refused("sum over no dimension", (ops, p) -> ops.sum(p.a23(), 2), "2"),
            new Refused("sum over a negative dimension", (ops, p) -> ops.sum(p.a23(), -1), "-1"),
            new Refused("amax over no dimension", (ops, p) -> ops.amax(p.a23(), 2), "2"),
            new Refused("amax of a vector", (ops, p) -> ops.amax(p.vector3(), 0), "[3]"),
            new Refused("amax over an empty dimension", (ops, p) -> ops.amax(ops.slice(p.a23(), 0, 0, 0), 0),
                    "[0, 3]"),
            new Refused("gatherRows beyond the table", (ops, p) -> ops.gatherRows(p.a23(), Indices.of(3, 0, 2)), "2",
                    "position 1"),
            new Refused("gatherRows of a vector", (ops, p) -> ops.gatherRows(p.vector3(), Indices.of(3, 0)), "[3]"),
            new Refused("scatterAddRows beyond the table",
                    (ops, p) -> ops.scatterAddRows(p.a23(), Indices.of(9, 0, 8), 8), "8", "position 1"),
            new Refused("scatterAddRows, too few indices", (ops, p) -> ops.scatterAddRows(p.a23(), Indices.of(9, 0), 9),
                    "[2, 3]", "1"),
            new Refused("split into too much", (ops, p) -> ops.split(p.a23(), 0, 1, 2), "[2, 3]"),
            new Refused("split into too little", (ops, p) -> ops.split(p.a23(), 1, 1, 1), "[2, 3]", "[1, 1]"),
            new Refused("slice beyond the end", (ops, p) -> ops.slice(p.a23(), 1, 1, 4), "[2, 3]", "4"),
            new Refused("slice before the start", (ops, p) -> ops.slice(p.a23(), 0, -1, 1), "[2, 3]", "-1"),
            new Refused("slice backward", (ops, p) -> ops.slice(p.a23(), 1, 2, 1), "[2, 3]"),
            new Refused("slice along no dimension", (ops, p) -> ops.slice(p.vector3(), 1, 0, 1), "[3]"),
            new Refused("slice of rank 3", (ops, p) -> ops.slice(p.cube(), 0, 0, 1), "[2, 3, 2]"),
            new Refused("concat along rows", (ops, p) -> ops.concat(List.of(p.a23(), p.a32()), 0), "[2, 3]", "[3, 2]"),
            new Refused("concat along columns", (ops, p) -> ops.concat(List.of(p.a23(), p.a32()), 1), "[2, 3]",
                    "[3, 2]"),
            new Refused("concat of two ranks", (ops, p) -> ops.concat(List.of(p.a23(), p.vector3()), 0), "[2, 3]",
                    "[3]"),
            new Refused("concat of none", (ops, p) -> ops.concat(List.of(), 0)),
            new Refused("reshape", (ops, p) -> ops.reshape(p.a23(), Shape.of(5)), "[2, 3]", "[5]"),
            new Refused("create of too few", (ops, p) -> ops.create(Shape.of(2, 2), DType.FLOAT32, new double[3]),
                    "[2, 2]", "3"),
            new Refused("create of too few floats", (ops, p) -> ops.create(Shape.of(2, 2), new float[5], 2), "[2, 2]",
                    "3"),
            new Refused("create from before the start", (ops, p) -> ops.create(Shape.of(2), new float[5], -1), "[2]",
                    "-1"),
            new Refused("read to before the start", (ops, p) -> ops.read(p.vector3(), new double[9], -2), "[3]", "-2"),
            new Refused("read into too little", (ops, p) -> ops.read(p.a23(), new double[5], 0), "[2, 3]", "5"),
            new Refused("read into too few floats", (ops, p) -> ops.read(p.a23(), new float[8], 3), "[2, 3]", "5"));

    private static final List<Refused> UPDATES = List.of(
            new Refused("copy", (ops, p) -> ops.updates().copy(p.a23(), p.a32()), "[2, 3]", "[3, 2]"),
            new Refused("accumulate", (ops, p) -> ops.updates().accumulate(p.a23(), p.a32()), "[2, 3]", "[3, 2]"),
            new Refused("axpy", (ops, p) -> ops.updates().axpy(p.vector3(), 2, p.vector4()), "[3]", "[4]"),
            new Refused("scale by a vector", (ops, p) -> ops.updates().scale(p.a23(), p.vector3()), "[3]"),
            new Refused("write beyond the end", (ops, p) -> ops.updates().write(p.a23(), 3, p.vector4()), "4", "3",
                    "[2, 3]"),
            new Refused("write before the start", (ops, p) -> ops.updates().write(p.a23(), -1, p.vector3()), "-1"),
            new Refused("assign", (ops, p) -> ops.updates().assign(Tensors.of(p.a23()), AdamUpdate.ADAM,
                    AdamUpdate.Constants.DEFAULT,
                    Tensors.of(p.vector3(), p.vector4(), p.vector3(), p.vector3(), p.vector3())), "[3]", "[4]"));

    @TestFactory
    final List<DynamicTest> shapesThatDoNotFit() {
        return refused(SHAPES);
    }

    @TestFactory
    final List<DynamicTest> updatesThatDoNotFit() {
        return refused(UPDATES);
    }

    /** Nothing is repeated to make it fit: an engine that broadcasts would. */
    private static final List<Refused> BROADCASTS = List.of(
            new Refused("add of a row", (ops, p) -> ops.add(p.a23(), row(ops, p)), "[2, 3]", "[1, 3]"),
            new Refused("subtract of a column", (ops, p) -> ops.subtract(p.a23(), column(ops, p)), "[2, 3]", "[2, 1]"),
            new Refused("multiply by a row", (ops, p) -> ops.multiply(p.a23(), row(ops, p)), "[2, 3]", "[1, 3]"),
            new Refused("divide by a column", (ops, p) -> ops.divide(p.a23(), column(ops, p)), "[2, 3]", "[2, 1]"),
            new Refused("multiply by one element", (ops, p) -> ops.multiply(p.a23(), ops.slice(row(ops, p), 1, 0, 1)),
                    "[2, 3]", "[1, 1]"),
            new Refused("scaleBy one element", (ops, p) -> ops.scaleBy(p.a23(), ops.slice(p.vector3(), 0, 0, 1)),
                    "[1]"),
            new Refused("copy of a row", (ops, p) -> ops.updates().copy(p.a23(), row(ops, p)), "[2, 3]", "[1, 3]"),
            new Refused("accumulate of a row", (ops, p) -> ops.updates().accumulate(p.a23(), row(ops, p)), "[2, 3]",
                    "[1, 3]"),
            new Refused("axpy of a column", (ops, p) -> ops.updates().axpy(p.a23(), 1, column(ops, p)), "[2, 3]",
                    "[2, 1]"),
            new Refused("axpy of the same elements in another shape",
                    (ops, p) -> ops.updates().axpy(p.a23(), 1, p.a32()), "[2, 3]", "[3, 2]"));

    private static Tensor row(TensorOps ops, Props p) {
        return ops.slice(p.a23(), 0, 0, 1);
    }

    private static Tensor column(TensorOps ops, Props p) {
        return ops.slice(p.a23(), 1, 0, 1);
    }

    @TestFactory
    final List<DynamicTest> nothingIsBroadcast() {
        return refused(BROADCASTS);
    }

    private List<DynamicTest> refused(List<Refused> all) {
        List<DynamicTest> checks = new ArrayList<>();
        for (Refused one : all) {
            checks.add(check(one.name(), () -> {
                try (Scope scope = backend().openScope()) {
                    TensorOps ops = backend().ops(scope);
                    Props props = Props.on(ops, DType.FLOAT32);
                    String message = String.valueOf(assertThrows(TensorException.class,
                            () -> one.wrong().attempt(ops, props)).getMessage());
                    for (String mention : one.mentions()) {
                        assertTrue(message.contains(mention), "expected \"" + mention + "\" in: " + message);
                    }
                    unchanged(ops, props);
                }
            }));
        }
        return checks;
    }

    private static void unchanged(TensorOps ops, Props p) {
        for (Tensor tensor : List.of(p.a23(), p.a32(), p.vector3(), p.vector4(), p.scalar(), p.cube())) {
            Values values = Values.read(ops, tensor);
            Closeness.bits("argument after the refusal", values.map(x -> 1), values);
        }
    }

    private static final List<Refused> TWO_TYPES = List.of(
            new Refused("add", (ops, p) -> ops.add(p.a23(), other(ops, p.a23()))),
            new Refused("divide", (ops, p) -> ops.divide(other(ops, p.a23()), p.a23())),
            new Refused("matmul", (ops, p) -> ops.matmul(p.a23(), false, other(ops, p.a32()), false)),
            new Refused("scaleBy", (ops, p) -> ops.scaleBy(p.a23(), other(ops, p.scalar()))),
            new Refused("concat", (ops, p) -> ops.concat(List.of(p.a23(), other(ops, p.a23())), 0)),
            new Refused("copy", (ops, p) -> ops.updates().copy(p.a23(), other(ops, p.a23()))),
            new Refused("accumulate", (ops, p) -> ops.updates().accumulate(p.a23(), other(ops, p.a23()))),
            new Refused("axpy", (ops, p) -> ops.updates().axpy(p.a23(), 1, other(ops, p.a23()))),
            new Refused("scale", (ops, p) -> ops.updates().scale(p.a23(), other(ops, p.scalar()))),
            new Refused("write", (ops, p) -> ops.updates().write(p.a23(), 0, other(ops, p.vector3()))),
            new Refused("linear", (ops, p) -> Linear.apply(ops, p.a23(), other(ops, p.a23()))));

    private static Tensor other(TensorOps ops, Tensor tensor) {
        DType other = tensor.dtype() == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32;
        return ops.full(tensor.shape(), other, 1);
    }

    @TestFactory
    final List<DynamicTest> typesThatDoNotFit() {
        if (!declares(Capability.FLOAT64)) {
            return notApplicable("one type of element");
        }
        List<DynamicTest> checks = new ArrayList<>();
        for (Refused one : TWO_TYPES) {
            checks.add(check(one.name() + " of two types", () -> {
                try (Scope scope = backend().openScope()) {
                    TensorOps ops = backend().ops(scope);
                    Props props = Props.on(ops, DType.FLOAT32);
                    String message = String.valueOf(assertThrows(TensorException.class,
                            () -> one.wrong().attempt(ops, props)).getMessage());
                    assertTrue(message.contains("float32") && message.contains("float64"), message);
                    unchanged(ops, props);
                }
            }));
        }
        return checks;
    }
}
