package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** What a backend promises about bits, held to the bit. */
public abstract class DeterminismConformance extends Conformance {
    private static final int MOST_THREADS = 3;

    /** For the families. */
    protected DeterminismConformance() {
    }

    @TestFactory
    final List<DynamicTest> repeatable() {
        List<DynamicTest> checks = new ArrayList<>();
        if (declares(Capability.REPEATABLE)) {
            for (DType dtype : dtypes()) {
                checks.add(check("the same calls again give the same bits, " + dtype,
                        () -> same(everything(backend(), dtype), everything(backend(), dtype))));
                checks.add(check("the same calls after opening again give the same bits, " + dtype, () -> {
                    List<Values> first = everything(backend(), dtype);
                    closeBackend();
                    same(first, everything(backend(), dtype));
                }));
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> sameBitsOnAnyNumberOfThreads() {
        List<DynamicTest> checks = new ArrayList<>();
        if (declares(Capability.SAME_BITS_ON_ANY_THREADS)) {
            for (DType dtype : dtypes()) {
                for (int threads = 2; threads <= MOST_THREADS; threads++) {
                    int many = threads;
                    checks.add(check("1 and " + threads + " threads give the same bits, " + dtype,
                            () -> same(onThreads(1, dtype), onThreads(many, dtype))));
                }
            }
        }
        return checks;
    }

    private List<Values> onThreads(int threads, DType dtype) {
        closeBackend();
        try (Backend opened = subject().open(threads)) {
            return everything(opened, dtype);
        }
    }

    private static void same(List<Values> first, List<Values> second) {
        for (int i = 0; i < first.size(); i++) {
            Closeness.bits("result " + i, first.get(i), second.get(i));
        }
    }

    /** Products and sums long enough to be split, then every composite forward and backward. */
    private static List<Values> everything(Backend backend, DType dtype) {
        Draw draw = draw();
        List<Values> results = new ArrayList<>();
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor a = draw.uniform(Shape.of(257, 193)).on(ops, dtype);
            Tensor b = draw.uniform(Shape.of(193, 129)).on(ops, dtype);
            Tensor product = ops.matmul(a, false, b, false);
            results.add(Values.read(ops, product));
            results.add(Values.read(ops, ops.matmul(a, true, a, false)));
            results.add(Values.read(ops, ops.matmul(b, false, b, true)));
            results.add(Values.read(ops, ops.sum(ops.tanh(product))));
            results.add(Values.read(ops, ops.sum(a, 0)));
            results.add(Values.read(ops, ops.sum(a, 1)));
            results.add(Values.read(ops, ops.scatterAddRows(a, draw.indices(257, 5), 5)));
            results.add(Values.read(ops, ops.sigmoid(ops.exp(a))));
            Tensor sum = ops.full(a.shape(), dtype, 0.1);
            ops.updates().axpy(sum, 0.3, a);
            results.add(Values.read(ops, sum));
        }
        for (CompositionCase<?> one : CompositionCases.all(draw)) {
            composite(backend, dtype, one.round(dtype), results);
        }
        return results;
    }

    private static <A> void composite(Backend backend, DType dtype, CompositionCase<A> one, List<Values> results) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            for (Values output : readAll(ops, one, dtype)) {
                results.add(output);
            }
            if (one.differentiable() && ops.fused(one.composite()).isPresent()) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(draw());
                results.addAll(run.gradients(drawn));
            }
        }
    }

    private static List<Values> readAll(TensorOps ops, CompositionCase<?> one, DType dtype) {
        List<Values> values = new ArrayList<>();
        var outputs = one.apply(ops, one.inputs(ops, dtype));
        for (int i = 0; i < outputs.size(); i++) {
            values.add(Values.read(ops, outputs.get(i)));
        }
        return values;
    }
}
