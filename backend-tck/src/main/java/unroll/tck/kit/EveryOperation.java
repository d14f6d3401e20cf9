package unroll.tck.kit;

import java.util.List;
import unroll.api.composite.Linear;
import unroll.api.composite.NoAttributes;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** Every operation that takes tensors, by name, as a use of one tensor in one of its places. */
final class EveryOperation {
    /** Uses a 2 x 2 matrix; {@code good} is another that is fit for the other places. */
    interface Use {
        void of(TensorOps ops, Tensor tensor, Tensor good);
    }

    /** One operation with the tensor in one place. */
    record Named(String name, Use use) {
    }

    private static final Indices ROWS = Indices.of(2, 1, 0);

    static final List<Named> PRIMITIVES = List.of(
            new Named("read", (ops, t, g) -> ops.read(t, new float[4], 0)),
            new Named("read double", (ops, t, g) -> ops.read(t, new double[4], 0)),
            new Named("matmul, first", (ops, t, g) -> ops.matmul(t, false, g, false)),
            new Named("matmul, second", (ops, t, g) -> ops.matmul(g, true, t, false)),
            new Named("add, first", (ops, t, g) -> ops.add(t, g)),
            new Named("add, second", (ops, t, g) -> ops.add(g, t)),
            new Named("subtract, first", (ops, t, g) -> ops.subtract(t, g)),
            new Named("subtract, second", (ops, t, g) -> ops.subtract(g, t)),
            new Named("multiply, first", (ops, t, g) -> ops.multiply(t, g)),
            new Named("multiply, second", (ops, t, g) -> ops.multiply(g, t)),
            new Named("divide, first", (ops, t, g) -> ops.divide(t, g)),
            new Named("divide, second", (ops, t, g) -> ops.divide(g, t)),
            new Named("affine", (ops, t, g) -> ops.affine(t, 2, 1)),
            new Named("exp", (ops, t, g) -> ops.exp(t)),
            new Named("log", (ops, t, g) -> ops.log(t)),
            new Named("tanh", (ops, t, g) -> ops.tanh(t)),
            new Named("sigmoid", (ops, t, g) -> ops.sigmoid(t)),
            new Named("sqrt", (ops, t, g) -> ops.sqrt(t)),
            new Named("relu", (ops, t, g) -> ops.relu(t)),
            new Named("step", (ops, t, g) -> ops.step(t)),
            new Named("scaleBy", (ops, t, g) -> ops.scaleBy(t, ops.sum(g))),
            new Named("expandRows", (ops, t, g) -> ops.expandRows(t, 2)),
            new Named("expandColumns", (ops, t, g) -> ops.expandColumns(t, 2)),
            new Named("sum", (ops, t, g) -> ops.sum(t)),
            new Named("sum over a dimension", (ops, t, g) -> ops.sum(t, 1)),
            new Named("amax", (ops, t, g) -> ops.amax(t, 0)),
            new Named("gatherRows", (ops, t, g) -> ops.gatherRows(t, ROWS)),
            new Named("scatterAddRows", (ops, t, g) -> ops.scatterAddRows(t, ROWS, 2)),
            new Named("slice", (ops, t, g) -> ops.slice(t, 0, 0, 1)),
            new Named("concat, first", (ops, t, g) -> ops.concat(List.of(t, g), 0)),
            new Named("concat, second", (ops, t, g) -> ops.concat(List.of(g, t), 1)),
            new Named("reshape", (ops, t, g) -> ops.reshape(t, Shape.of(4))),
            new Named("linear, first", (ops, t, g) -> Linear.apply(ops, t, g)),
            new Named("linear, second", (ops, t, g) -> Linear.apply(ops, g, t)));

    static final List<Named> UPDATES = List.of(
            new Named("fill", (ops, t, g) -> ops.updates().fill(t, 1)),
            new Named("copy, destination", (ops, t, g) -> ops.updates().copy(t, g)),
            new Named("copy, source", (ops, t, g) -> ops.updates().copy(g, t)),
            new Named("accumulate, destination", (ops, t, g) -> ops.updates().accumulate(t, g)),
            new Named("accumulate, source", (ops, t, g) -> ops.updates().accumulate(g, t)),
            new Named("axpy, destination", (ops, t, g) -> ops.updates().axpy(t, 1, g)),
            new Named("axpy, source", (ops, t, g) -> ops.updates().axpy(g, 1, t)),
            new Named("scale, destination", (ops, t, g) -> ops.updates().scale(t, ops.sum(g))),
            new Named("write, destination", (ops, t, g) -> ops.updates().write(t, 0, g)),
            new Named("write, source", (ops, t, g) -> ops.updates().write(g, 0, t)),
            new Named("assign, destination", (ops, t, g) -> ops.updates().assign(Tensors.of(t), Linear.LINEAR,
                    NoAttributes.NONE, Tensors.of(g, g))),
            new Named("assign, input", (ops, t, g) -> ops.updates().assign(Tensors.of(g), Linear.LINEAR,
                    NoAttributes.NONE, Tensors.of(g, t))));

    private EveryOperation() {
    }
}
