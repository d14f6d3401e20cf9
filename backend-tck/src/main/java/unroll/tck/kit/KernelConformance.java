package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicTest;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;

/**
 * The base of the families about kernels backward: runs a body for every case of a composite that has a kernel. A
 * backend without a kernel for a composite has nothing to prove here: its gradient is the definition's.
 */
abstract class KernelConformance extends Conformance {
    KernelConformance() {
    }

    /** One check of one case. */
    interface Body {
        <A> void on(CompositionCase<A> one, DType dtype, TensorOps ops);
    }

    /** The body for every case that has a gradient and a kernel. */
    final List<DynamicTest> each(String what, Body body) {
        return each(what, one -> true, body);
    }

    /** The body for some of the cases that have a gradient and a kernel. */
    final List<DynamicTest> each(String what, Predicate<CompositionCase<?>> which, Body body) {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (CompositionCase<?> one : CompositionCases.all(draw())) {
                if (one.differentiable() && which.test(one) && hasKernel(one)) {
                    checks.add(check(one + ": " + what + " " + dtype, () -> {
                        try (Scope scope = backend().openScope()) {
                            body.on(one.round(dtype), dtype, backend().ops(scope));
                        }
                    }));
                }
            }
        }
        return checks.isEmpty() ? notApplicable("no composite has a kernel") : checks;
    }

    private boolean hasKernel(CompositionCase<?> one) {
        try (Scope scope = backend().openScope()) {
            return backend().ops(scope).fused(one.composite()).isPresent();
        }
    }

    /** Compares with another run of the kernel, up to the order of its sums. */
    static void near(String what, Values expected, Values actual, DType dtype) {
        Closeness.within(what, expected, actual, Closeness.tolerance(dtype) * Math.max(expected.magnitude(), 1e-2));
    }
}
