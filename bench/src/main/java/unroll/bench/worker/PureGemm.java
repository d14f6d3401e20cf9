package unroll.bench.worker;

import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.bench.peer.GemmRun;
import unroll.core.config.BackendChoice;
import unroll.core.plugin.Installed;

/** Times matrix products of the pure backend, on one thread. */
public final class PureGemm {
    private PureGemm() {
    }

    /** Times products of square matrices of the sizes given. */
    public static void main(String[] arguments) {
        try (Backend backend = Installed.builtIn().backends().open(BackendChoice.parse("pure", 1));
                Scope kept = backend.openScope()) {
            GemmRun.main(System.out, "Unroll", (n, a, b) -> {
                Tensor left = backend.ops(kept).create(Shape.of(n, n), DType.FLOAT32, widened(a));
                Tensor right = backend.ops(kept).create(Shape.of(n, n), DType.FLOAT32, widened(b));
                return () -> {
                    try (Scope scope = backend.openScope()) {
                        backend.ops(scope).matmul(left, false, right, false);
                    }
                };
            }, arguments);
        }
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
