package unroll.tck.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.DType;
import unroll.api.tensor.TensorOps;

/**
 * The gradients of the kernels: those of the definition in float64, whichever outputs a gradient flows into, and at
 * small sizes finite differences, which owe nothing to any backward code.
 */
public abstract class KernelGradientConformance extends KernelConformance {
    private static final int SMALL = 100;

    /** For the families. */
    protected KernelGradientConformance() {
    }

    @TestFactory
    final List<DynamicTest> equalsTheDefinitions() {
        return each("gradients", new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                List<Values> actual = run.gradients(drawn);
                List<Values> expected = ReferenceGradients.of(reference(), one, drawn);
                for (int i = 0; i < actual.size(); i++) {
                    compare(one + ": gradient of input " + i, expected.get(i), actual.get(i), dtype);
                }
            }
        });
    }

    /** Training takes y alone, or only the state that the next batch goes on from; none at all counts as zero. */
    @TestFactory
    final List<DynamicTest> flowsFromSomeOfTheOutputs() {
        return each("some output gradients", one -> one.composite() instanceof RecurrentLayer, new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                for (int given = 0; given < (1 << drawn.size()) - 1; given++) {
                    List<@Nullable Values> some = new ArrayList<>(drawn);
                    StringBuilder names = new StringBuilder();
                    for (int i = 0; i < drawn.size(); i++) {
                        if ((given >>> i & 1) == 0) {
                            some.set(i, null);
                        } else {
                            names.append(' ').append(i);
                        }
                    }
                    List<Values> actual = run.gradients(some);
                    List<Values> expected = ReferenceGradients.of(reference(), one, some);
                    for (int i = 0; i < actual.size(); i++) {
                        compare(one + ": gradient of input " + i + " from outputs [" + names + " ]", expected.get(i),
                                actual.get(i), dtype);
                    }
                }
            }
        });
    }

    @TestFactory
    final List<DynamicTest> equalsFiniteDifferences() {
        return each("finite differences", one -> one.elements() <= SMALL && one.isFinite(), new Body() {
            @Override
            public <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                FiniteDifferences differences = new FiniteDifferences(reference(), one, drawn);
                List<Values> actual = run.gradients(drawn);
                for (int input = 0; input < actual.size(); input++) {
                    int[] all = new int[actual.get(input).size()];
                    Arrays.setAll(all, i -> i);
                    Values expected = Values.of(actual.get(input).shape(), differences.at(input, all));
                    double part = Math.max(Closeness.tolerance(dtype), FiniteDifferences.ERROR);
                    Closeness.within(one + ": gradient of input " + input, expected, actual.get(input),
                            part * Math.max(expected.magnitude(), 1e-2));
                }
            }
        });
    }

    /** Beside the largest element; where a gradient vanishes, beside what its terms may be. */
    private static void compare(String what, Values expected, Values actual, DType dtype) {
        Closeness.within(what, expected, actual, Closeness.tolerance(dtype) * Math.max(expected.magnitude(), 1e-2));
    }
}
