package unroll.backend.nd4j.fused;

import unroll.api.support.Gradients;
import unroll.api.tensor.GradientRequest;
import unroll.backend.nd4j.storage.OffHeapScope;
import unroll.backend.nd4j.storage.OffHeapTensor;
import unroll.backend.nd4j.storage.StoragePool;

/** Where a kernel's gradients go, in this backend's memory. */
final class Sinks {
    private Sinks() {
    }

    /**
     * For a request.
     *
     * @param inputs how many inputs the composite has
     */
    static Gradients<OffHeapTensor> of(StoragePool pool, OffHeapScope results, GradientRequest request, int inputs) {
        return new Gradients<>(pool, request, inputs, results::zeros,
                (to, from) -> results.calls().blas().addScaled(1, from.address(), to.address(), from.size()));
    }
}
