package unroll.backend.djl;

import java.util.Optional;
import unroll.api.tensor.Composite;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Tensors;
import unroll.backend.djl.storage.DjlScope;
import unroll.backend.djl.storage.Storage;

/** Which compositions have a kernel. */
final class Kernels {
    Kernels(Storage storage) {
    }

    /** The kernel of a composition. */
    <A> Optional<FusedKernel<A>> find(Composite<A> composite) {
        return Optional.empty();
    }

    /** Computes a composition in place. Returns whether there is a kernel for these tensors. */
    <A> boolean assign(DjlScope results, Tensors destinations, Composite<A> composite, A attributes, Tensors inputs) {
        return false;
    }
}
