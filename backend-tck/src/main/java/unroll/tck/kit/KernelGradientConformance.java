package unroll.tck.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.ParameterBlock;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The kernels backward: gradients by finite differences of the definition, added to their targets where there are some,
 * whatever else was computed in between. A backend without a kernel for a composite has nothing to prove here: its
 * gradient is the definition's.
 */
public abstract class KernelGradientConformance extends Conformance {
    private static final int ALL_ELEMENTS = 300;
    private static final int SOME_ELEMENTS = 48;

    /** For the families. */
    protected KernelGradientConformance() {
    }

    private interface Body {
        <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops);
    }

    private List<DynamicTest> each(String what, Body body) {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (CompositionCase<?> one : CompositionCases.all(draw())) {
                if (one.differentiable() && hasKernel(one)) {
                    checks.add(check(one + ": " + what + " " + dtype, () -> {
                        try (Scope scope = backend().openScope()) {
                            body.on(one.round(dtype), dtype, backend().ops(scope));
                        }
                    }));
                }
            }
        }
        return checks;
    }

    private boolean hasKernel(CompositionCase<?> one) {
        try (Scope scope = backend().openScope()) {
            return backend().ops(scope).fused(one.composite()).isPresent();
        }
    }

    @TestFactory
    final List<DynamicTest> equalsFiniteDifferences() {
        return each("gradients", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                compare(one, drawn, run.gradients(drawn), dtype);
            }
        });
    }

    @TestFactory
    final List<DynamicTest> anEmptyOutputGradientCountsAsZero() {
        return each("empty output gradients", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                for (int i = 0; i < drawn.size() && drawn.size() > 1; i++) {
                    List<@Nullable Values> without = new ArrayList<>(drawn);
                    without.set(i, null);
                    compare(one, without, run.gradients(without), dtype);
                }
            }
        });
    }

    private <A> void compare(CompositionCase<A> one, List<@Nullable Values> outputGradients, List<Values> actual,
            DType dtype) {
        FiniteDifferences differences = new FiniteDifferences(reference(), one, outputGradients);
        double part = Math.max(Closeness.tolerance(dtype), FiniteDifferences.ERROR);
        for (int input = 0; input < actual.size(); input++) {
            Values gradient = actual.get(input);
            int[] elements = elements(gradient.size());
            double[] found = new double[elements.length];
            for (int i = 0; i < elements.length; i++) {
                found[i] = gradient.at(elements[i]);
            }
            Values expected = Values.of(Shape.of(elements.length), differences.at(input, elements));
            // beside the largest, differences have an error of their own where the gradient vanishes
            double allowed = part * Math.max(expected.magnitude(), 1e-2);
            Closeness.within(one + ": gradient of input " + input, expected, Values.of(expected.shape(), found),
                    allowed);
        }
    }

    /** All elements of a small tensor; of a large one both ends and some between. */
    private static int[] elements(int size) {
        int[] elements = new int[size <= ALL_ELEMENTS ? size : SOME_ELEMENTS];
        Arrays.setAll(elements, i -> {
            if (elements.length == size) {
                return i;
            }
            int third = elements.length / 3;
            return i < third
                    ? i
                    : i < 2 * third ? size - 1 - (i - third) : third + (size - 2 * third) * (i - 2 * third) / third;
        });
        return elements;
    }

    @TestFactory
    final List<DynamicTest> addsToTargets() {
        return each("targets", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                List<Values> gradients = run.gradients(drawn);
                try (ParameterBlock block = CompositionConformance.block(backend(), one, dtype)) {
                    Values before = draw().uniform(block.flat().shape()).round(dtype);
                    ops.updates().copy(block.flat(), before.on(ops, dtype));
                    @Nullable Tensor[] targets = new Tensor[gradients.size()];
                    Arrays.setAll(targets, i -> block.get(i + 1));
                    Tensors found = run.backward(drawn, run.all(), Tensors.ofAll(targets));
                    double[] expected = before.data();
                    for (int i = 0; i < gradients.size(); i++) {
                        int offset = block.layout().entries().get(i + 1).offset();
                        if (found.isEmpty(i)) {
                            for (int j = 0; j < gradients.get(i).size(); j++) {
                                expected[offset + j] += gradients.get(i).at(j);
                            }
                        } else {
                            near(one + ": gradient returned beside a target", gradients.get(i),
                                    Values.read(ops, found.get(i)), dtype);
                        }
                    }
                    near(one + ": targets after backward", Values.of(before.shape(), expected),
                            Values.read(ops, block.flat()), dtype);
                }
            }
        });
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
        CompositionCase<A> others = one.with(one.inputs().stream()
                .map(input -> other.uniform(input.shape()).round(dtype)).toList());
        KernelRun<A> run = new KernelRun<>(ops, others, dtype);
        run.gradients(run.drawOutputGradients(other));
        others.apply(ops, others.inputs(ops, dtype));
        try (Scope scope = backend().openScope()) {
            TensorOps inner = backend().ops(scope);
            new KernelRun<>(inner, others, dtype);
            inner.full(Shape.of(4096), dtype, Double.NaN);
        }
    }

    private static void near(String what, Values expected, Values actual, DType dtype) {
        Closeness.within(what, expected, actual, Closeness.tolerance(dtype) * Math.max(expected.magnitude(), 1e-2));
    }
}
