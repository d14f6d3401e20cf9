package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Linear;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.autograd.RecordingOps;

/**
 * Work that is asked for and not yet done: an operation may return before, and then nothing but reading waits. No scope
 * here reads twice, so that a backend that counts its waits can refuse the second, as the asynchronous one does: that is
 * how a wait hidden in an operation, in a composite's definition or in recording shows.
 */
public abstract class WaitConformance extends Conformance {
    private static final int OPERATIONS = 500;

    /** For the families. */
    protected WaitConformance() {
    }

    /** Every composite forward and backward and then Adam, and one read at the end. */
    @Test
    void aStepWaitsOnlyForWhatItReads() {
        for (CompositionCase<?> one : CompositionCases.small(draw())) {
            step(one.round(DType.FLOAT32));
        }
    }

    private void step(CompositionCase<?> one) {
        Values expected;
        try (Scope scope = reference().openScope()) {
            TensorOps ops = reference().ops(scope);
            expected = Values.read(ops, one.define(ops, one.inputs(ops, DType.FLOAT64)).get(0));
        }
        try (ParameterBlock parameters = CaseBlock.of(backend(), one, DType.FLOAT32);
                ParameterBlock gradients = CaseBlock.of(backend(), one, DType.FLOAT32);
                Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = CaseBlock.fill(ops, parameters, one, DType.FLOAT32);
            Tensor output = one.apply(ops, inputs).get(0);
            if (one.differentiable()) {
                RecordingOps recording = new RecordingOps(ops);
                for (int i = 0; i < inputs.size(); i++) {
                    recording.watch(inputs.get(i), gradients.get(i + 1));
                }
                recording.backward(recording.sum(one.apply(recording, inputs).get(0)));
                Tensor mean = ops.full(gradients.flat().shape(), DType.FLOAT32, 0);
                Tensor square = ops.full(gradients.flat().shape(), DType.FLOAT32, 0);
                ops.updates().assign(Tensors.of(parameters.flat(), mean, square), AdamUpdate.ADAM,
                        AdamUpdate.Constants.DEFAULT, Tensors.of(parameters.flat(), gradients.flat(), mean, square,
                                ops.full(Shape.of(2), DType.FLOAT32, 0.1)));
            }
            Closeness.within(one + ": output 0", expected, Values.read(ops, output),
                    Closeness.tolerance(DType.FLOAT32) * expected.magnitude());
        }
    }

    @Test
    void muchIsAskedForBeforeAnythingIsRead() {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensor x = ops.full(Shape.of(33), DType.FLOAT32, 0);
            Tensor sum = ops.full(Shape.of(33), DType.FLOAT32, 0);
            for (int i = 0; i < OPERATIONS; i++) {
                x = ops.affine(x, 1, 1);
                ops.updates().accumulate(sum, x);
            }
            double total = OPERATIONS * (OPERATIONS + 1) / 2.0;
            Values actual = Values.read(ops, sum);
            Closeness.bits("1 + 2 + ... + " + OPERATIONS, actual.map(any -> total), actual);
        }
    }

    /** Storage that is used again must wait for the work that still reads it. */
    @Test
    void scopesCloseWhileTheirWorkIsUnderWay() {
        try (ParameterBlock block = backend().allocate(ParameterLayout.of(Map.of("sum", Shape.of(33, 33))),
                DType.FLOAT32)) {
            for (int step = 1; step <= OPERATIONS; step++) {
                try (Scope scope = backend().openScope()) {
                    TensorOps ops = backend().ops(scope);
                    Tensor value = ops.full(Shape.of(33, 33), DType.FLOAT32, step % 10);
                    ops.updates().accumulate(block.get(0), ops.affine(value, 2, 0));
                }
            }
            try (Scope scope = backend().openScope()) {
                Values actual = Values.read(backend().ops(scope), block.get(0));
                Closeness.bits("the sum over " + OPERATIONS + " scopes", actual.map(any -> 9.0 * OPERATIONS), actual);
            }
        }
        backend().sync();
        backend().sync();
    }

    /** Arrays are copied, and indices read, before an operation returns. */
    @Test
    void whatTheCallerChangesAfterwardsIsNotSeen() {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            List<Tensor> parts = new ArrayList<>();
            double[] doubles = {1, 2, 3};
            float[] floats = {9, 4, 5, 6};
            int[] rows = {2, 0, 1};
            Tensor table = ops.create(Shape.of(3, 1), DType.FLOAT32, doubles);
            parts.add(table);
            parts.add(ops.create(Shape.of(3, 1), floats, 1));
            parts.add(ops.gatherRows(table, Indices.wrap(rows, 3, 3)));
            parts.add(ops.scatterAddRows(table, Indices.wrap(rows, 3, 3), 3));
            Tensor logits = Linear.apply(ops, table, table);
            Tensor loss = CrossEntropy.apply(ops, logits, new CrossEntropy.Targets(Indices.wrap(rows, 3, 3), -1));
            parts.add(ops.reshape(loss, Shape.of(1, 1)));
            java.util.Arrays.fill(doubles, 77);
            java.util.Arrays.fill(floats, 77);
            java.util.Arrays.fill(rows, 1);
            Values actual = Values.read(ops, ops.concat(parts, 0));
            // rows of logits k, 2k, 3k for k = 1, 2, 3: log(e^k + e^2k + e^3k) - k target
            double mean = (lossOf(1, 3) + lossOf(2, 1) + lossOf(3, 2)) / 3;
            Closeness.within("all that was made", Values.of(Shape.of(13, 1), 1, 2, 3, 4, 5, 6, 3, 1, 2, 2, 3, 1, mean),
                    actual, 1e-5);
        }
    }

    private static double lossOf(int row, int target) {
        return Math.log(Math.exp(row) + Math.exp(2 * row) + Math.exp(3 * row)) - row * target;
    }
}
