package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.composite.AdamUpdate;
import unroll.api.composite.Linear;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.autograd.RecordingOps;

/** Storage is counted, given back and used again: a thousand steps do not grow it. */
public abstract class MemoryConformance extends Conformance {
    private static final int WARM_UP = 50;
    private static final int STEPS = 1000;

    /** For the families. */
    protected MemoryConformance() {
    }

    private interface Step {
        void number(int index);
    }

    private void doesNotGrow(Step step) {
        for (int i = 0; i < WARM_UP; i++) {
            step.number(i);
        }
        backend().sync();
        long before = backend().storageBytes();
        for (int i = 0; i < STEPS; i++) {
            step.number(i);
        }
        backend().sync();
        long after = backend().storageBytes();
        assertTrue(after <= before, "storage grew from " + before + " to " + after + " bytes in " + STEPS + " steps");
    }

    @Test
    void storageInUseIsCounted() {
        try (Scope scope = backend().openScope()) {
            Tensor large = backend().ops(scope).full(Shape.of(1000, 1000), DType.FLOAT32, 1);
            backend().sync();
            assertTrue(backend().storageBytes() >= (long) large.shape().size() * DType.FLOAT32.bytes(),
                    backend().storageBytes() + " bytes are counted");
        }
        try (ParameterBlock block = backend().allocate(ParameterLayout.of(Map.of("weight", Shape.of(1000, 100))),
                DType.FLOAT32)) {
            backend().sync();
            assertTrue(backend().storageBytes() >= (long) DType.FLOAT32.bytes() * block.layout().size(),
                    "the block is not counted");
        }
    }

    @Test
    void aThousandStepsDoNotGrow() {
        try (ParameterBlock block = backend().allocate(ParameterLayout.of(Map.of("weight", Shape.of(17, 5))),
                DType.FLOAT32)) {
            doesNotGrow(step -> primitives(block, 1 + step % 7));
        }
    }

    private void primitives(ParameterBlock block, int rows) {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensor x = ops.full(Shape.of(rows, 5), DType.FLOAT32, 0.5);
            Tensor y = ops.tanh(Linear.apply(ops, x, block.get("weight")));
            try (Scope inner = backend().openScope()) {
                Tensor square = backend().ops(inner).multiply(y, y);
                ops.updates().write(block.flat(), 0, backend().ops(inner).sum(square, 0));
            }
            Values.read(ops, ops.sum(y));
        }
    }

    /** Each composite forward and backward as training does it, with its gradients gathered in a block; then Adam. */
    @Test
    void aThousandStepsOfTrainingDoNotGrow() {
        List<CompositionCase<?>> cases = CompositionCases.small(draw()).stream()
                .filter(CompositionCase::differentiable).toList();
        doesNotGrow(step -> train(cases.get(step % cases.size())));
    }

    private void train(CompositionCase<?> one) {
        try (ParameterBlock parameters = CaseBlock.of(backend(), one, DType.FLOAT32);
                ParameterBlock gradients = CaseBlock.of(backend(), one, DType.FLOAT32);
                ParameterBlock mean = CaseBlock.of(backend(), one, DType.FLOAT32);
                ParameterBlock square = CaseBlock.of(backend(), one, DType.FLOAT32);
                Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = CaseBlock.fill(ops, parameters, one, DType.FLOAT32);
            RecordingOps recording = new RecordingOps(ops);
            for (int i = 0; i < inputs.size(); i++) {
                recording.watch(inputs.get(i), gradients.get(i + 1));
            }
            Tensor output = one.apply(recording, inputs).get(0);
            recording.backward(recording.sum(recording.multiply(output, output)));
            ops.updates().assign(Tensors.of(parameters.flat(), mean.flat(), square.flat()), AdamUpdate.ADAM,
                    AdamUpdate.Constants.DEFAULT, Tensors.of(parameters.flat(), gradients.flat(), mean.flat(),
                            square.flat(), ops.full(Shape.of(2), DType.FLOAT32, 0.1)));
        }
    }

    @Test
    void blocksThatComeAndGoDoNotGrow() {
        ParameterLayout layout = ParameterLayout.of(Map.of("weight", Shape.of(100, 10)));
        doesNotGrow(step -> backend().allocate(layout, DType.FLOAT32).close());
    }

    /** What a refused operation has begun to make is given back with its scope. */
    @Test
    void refusalsDoNotGrow() {
        doesNotGrow(step -> {
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                Tensor x = ops.full(Shape.of(33, 5), DType.FLOAT32, 1);
                try {
                    Linear.apply(ops, x, ops.full(Shape.of(5, 33), DType.FLOAT32, 1));
                } catch (unroll.api.error.TensorException expected) {
                    return;
                }
                throw new AssertionError("linear of shapes that do not fit was not refused");
            }
        });
    }
}
