package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** Computations whose results are compared: with the same again, with other numbers of threads, with other callers. */
final class Everything {
    private Everything() {
    }

    /** Sums and products long enough to be split, then every composite forward and, by its kernel, backward. */
    static List<Values> on(Backend backend, DType dtype, Draw draw) {
        List<Values> results = large(backend, dtype, draw);
        for (CompositionCase<?> one : CompositionCases.all(draw)) {
            composite(backend, dtype, one.round(dtype), results);
        }
        return results;
    }

    /** Only what is long enough to be split. */
    static List<Values> large(Backend backend, DType dtype, Draw draw) {
        List<Values> results = new ArrayList<>();
        primitives(backend, dtype, draw, results);
        for (CompositionCase<?> one : CompositionCases.large(draw)) {
            composite(backend, dtype, one.round(dtype), results);
        }
        return results;
    }

    /** Only what is small. */
    static List<Values> small(Backend backend, DType dtype, Draw draw) {
        List<Values> results = new ArrayList<>();
        for (CompositionCase<?> one : CompositionCases.small(draw)) {
            composite(backend, dtype, one.round(dtype), results);
        }
        return results;
    }

    private static void primitives(Backend backend, DType dtype, Draw draw, List<Values> results) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor a = draw.uniform(Shape.of(131, 193), 0, 1).round(dtype).on(ops, dtype);
            Tensor b = draw.uniform(Shape.of(193, 97), 0, 1).round(dtype).on(ops, dtype);
            Tensor product = ops.matmul(a, false, b, false);
            results.add(Values.read(ops, product));
            results.add(Values.read(ops, ops.matmul(a, true, a, false)));
            results.add(Values.read(ops, ops.matmul(b, false, b, true)));
            results.add(Values.read(ops, ops.sum(ops.tanh(product))));
            results.add(Values.read(ops, ops.sum(a, 0)));
            results.add(Values.read(ops, ops.sum(a, 1)));
            results.add(Values.read(ops, ops.amax(a, 0)));
            results.add(Values.read(ops, ops.scatterAddRows(a, draw.indices(131, 5), 5)));
            results.add(Values.read(ops, ops.sigmoid(ops.exp(a))));
            Tensor sum = ops.full(a.shape(), dtype, 0.1);
            ops.updates().axpy(sum, 0.3, a);
            results.add(Values.read(ops, sum));
        }
    }

    private static <A> void composite(Backend backend, DType dtype, CompositionCase<A> one, List<Values> results) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            var outputs = one.apply(ops, one.inputs(ops, dtype));
            for (int i = 0; i < outputs.size(); i++) {
                results.add(Values.read(ops, outputs.get(i)));
            }
            if (one.differentiable() && ops.fused(one.composite()).isPresent()) {
                KernelRun<A> run = new KernelRun<>(ops, one, dtype);
                List<@Nullable Values> drawn = run.drawOutputGradients(new Draw(7));
                results.addAll(run.gradients(drawn));
            }
        }
    }
}
