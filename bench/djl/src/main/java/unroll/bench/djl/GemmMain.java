package unroll.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import unroll.bench.peer.GemmRun;

/** The process that times libtorch's matrix product. */
public final class GemmMain {
    private GemmMain() {
    }

    /** Times products of square matrices of the sizes given. */
    public static void main(String[] arguments) {
        Libtorch.configure();
        try (NDManager manager = Libtorch.manager()) {
            GemmRun.main(System.out, Libtorch.version(), (n, a, b) -> {
                NDArray left = manager.create(a, new Shape(n, n));
                NDArray right = manager.create(b, new Shape(n, n));
                return () -> left.matMul(right).close();
            }, arguments);
        }
    }
}
