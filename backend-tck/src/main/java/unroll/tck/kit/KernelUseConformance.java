package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * How kernels are used: gradients are added to their targets where there are some, only what is needed is given, saved
 * values last whatever else is computed in between, and everything made belongs to the scope that was passed.
 */
public abstract class KernelUseConformance extends KernelConformance {
    /** For the families. */
    protected KernelUseConformance() {
    }

    @TestFactory
    final List<DynamicTest> addsToTargets() {
        return each("targets", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                addsTo(one, dtype, ops, ~0);
            }
        });
    }

    /** As in training: parameters have a target, what was computed has none. */
    @TestFactory
    final List<DynamicTest> addsToSomeTargets() {
        return each("some targets", one -> one.inputs().size() > 1, new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                addsTo(one, dtype, ops, ~1);
                addsTo(one, dtype, ops, 1);
            }
        });
    }

    /** A kernel that is told which targets hold zeros may write over those, and has to add to the others. */
    @TestFactory
    final List<DynamicTest> writesOverZeros() {
        return each("targets of zeros", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                addsTo(one, dtype, ops, ~0, ~0);
                for (int i = 0; i < one.inputs().size(); i++) {
                    addsTo(one, dtype, ops, ~0, 1 << i);
                }
            }
        });
    }

    private <A> void addsTo(CompositionCase<A> one, DType dtype, TensorOps ops, int which) {
        addsTo(one, dtype, ops, which, 0);
    }

    /**
     * Every target is a slice of one block that holds values already; nothing beside the targets may change.
     *
     * @param zeros which targets hold zeros
     */
    private <A> void addsTo(CompositionCase<A> one, DType dtype, TensorOps ops, int which, int zeros) {
        KernelRun<A> run = new KernelRun<>(ops, one, dtype);
        List<@Nullable Values> drawn = run.drawOutputGradients(draw());
        List<Values> gradients = run.gradients(drawn);
        try (ParameterBlock block = CaseBlock.of(backend(), one, dtype)) {
            Values before = draw().uniform(block.flat().shape()).round(dtype);
            before = Values.of(before.shape(), withZeros(block, before.data(), gradients.size(), zeros));
            ops.updates().copy(block.flat(), before.on(ops, dtype));
            @Nullable Tensor[] targets = new Tensor[gradients.size()];
            Arrays.setAll(targets, i -> (which >>> i & 1) == 0 ? null : block.get(i + 1));
            Tensors found = run.backward(drawn,
                    new GradientRequest(run.all(), Tensors.ofAll(targets), zeros & which & run.all()));
            double[] expected = before.data();
            for (int i = 0; i < gradients.size(); i++) {
                if (!found.isEmpty(i)) {
                    near(one + ": gradient returned for input " + i, gradients.get(i),
                            Values.read(ops, found.get(i)), dtype);
                } else {
                    assertTrue(targets[i] != null, one + ": the gradient of input " + i + " is missing");
                    int offset = block.layout().entries().get(i + 1).offset();
                    for (int j = 0; j < gradients.get(i).size(); j++) {
                        expected[offset + j] += gradients.get(i).at(j);
                    }
                }
            }
            near(one + ": targets after backward", Values.of(before.shape(), expected),
                    Values.read(ops, block.flat()), dtype);
        }
    }

    private static double[] withZeros(ParameterBlock block, double[] values, int targets, int zeros) {
        for (int i = 0; i < targets; i++) {
            if ((zeros >>> i & 1) != 0) {
                int offset = block.layout().entries().get(i + 1).offset();
                Arrays.fill(values, offset, offset + block.get(i + 1).shape().size(), 0);
            }
        }
        return values;
    }

    @TestFactory
    final List<DynamicTest> givesEachGradientAlone() {
        return each("one at a time", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                List<Values> gradients = run.gradients(drawn);
                for (int i = 0; i < gradients.size(); i++) {
                    Tensors found = run.backward(drawn, 1L << i, run.noTargets());
                    near(one + ": gradient of input " + i + " alone", gradients.get(i),
                            Values.read(ops, found.get(i)), dtype);
                }
                run.backward(drawn, 0, run.noTargets());
            }
        });
    }

    /** A kernel that is told which gradients will be asked for may save less, and must still have those. */
    @TestFactory
    final List<DynamicTest> savesWhatIsNeeded() {
        return each("told what is needed", one -> one.inputs().size() > 1, new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> every = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = every.drawOutputGradients(draw());
                List<Values> gradients = every.gradients(drawn);
                for (int i = 0; i < gradients.size(); i++) {
                    for (long mask : new long[] {1L << i, every.all() & ~(1L << i)}) {
                        KernelRun<A> run = new KernelRun<>(ops, one, dtype, mask);
                        Tensors found = run.backward(drawn, mask, run.noTargets());
                        for (int j = 0; j < gradients.size(); j++) {
                            if ((mask >>> j & 1) != 0) {
                                near(one + ": gradient of input " + j + " of mask " + Long.toBinaryString(mask),
                                        gradients.get(j), Values.read(ops, found.get(j)), dtype);
                            }
                        }
                    }
                }
            }
        });
    }

    @TestFactory
    final List<DynamicTest> savedValuesSurviveOtherCalls() {
        return each("saved values", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                List<Values> expected;
                List<@Nullable Values> drawn;
                try (Scope scope = backend().openScope()) {
                    KernelRun<A> alone = new KernelRun<>(backend().ops(scope), one, dtype);
                    drawn = alone.drawOutputGradients(draw());
                    expected = alone.gradients(drawn);
                }
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                disturb(one, dtype, ops);
                List<Values> first = run.gradients(drawn);
                disturb(one, dtype, ops);
                List<Values> again = run.gradients(drawn);
                for (int i = 0; i < expected.size(); i++) {
                    near(one + ": gradient of input " + i + " after other calls", expected.get(i), first.get(i), dtype);
                    near(one + ": gradient of input " + i + " asked for twice", expected.get(i), again.get(i), dtype);
                }
            }
        });
    }

    /** Runs the same kernel on other inputs, for training and not, here and in a scope that comes and goes. */
    private <A> void disturb(CompositionCase<A> one, DType dtype, TensorOps ops) {
        Draw other = new Draw(99);
        CompositionCase<A> others = one.redrawn(other).round(dtype);
        KernelRun<A> run = new KernelRun<>(ops, others, dtype);
        run.gradients(run.drawOutputGradients(other));
        others.apply(ops, others.inputs(ops, dtype));
        try (Scope scope = backend().openScope()) {
            TensorOps inner = backend().ops(scope);
            new KernelRun<>(inner, others, dtype);
            inner.full(Shape.of(4096), dtype, Double.NaN);
        }
    }

    /** The scope is an argument: not that of the operations at which the kernel was found. */
    @TestFactory
    final List<DynamicTest> whatIsMadeBelongsToTheScopeThatIsPassed() {
        return each("scope", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                FusedKernel<A> kernel = ops.fused(one.composite()).orElseThrow();
                Tensors inputs = one.inputs(ops, dtype);
                Scope passed = backend().openScope();
                Tensors outputs = kernel.forward(passed, one.attributes(), inputs, FusedKernel.EVERY_INPUT).outputs();
                passed.close();
                for (int i = 0; i < outputs.size(); i++) {
                    assertFalse(outputs.get(i).isOpen(), one + ": output " + i + " after its scope was closed");
                }
                assertThrows(TensorException.class,
                        () -> kernel.forward(passed, one.attributes(), inputs, FusedKernel.INFERENCE),
                        one + ": a closed scope");
            }
        });
    }
}
