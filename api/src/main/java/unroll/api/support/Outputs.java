package unroll.api.support;

import unroll.api.error.TensorException;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** What has to be seen to before outputs of a composite are put into their destinations. */
public final class Outputs {
    private Outputs() {
    }

    /**
     * Outputs that stay what they are while destinations are written one after another: a definition may answer with
     * one of its inputs, which may also be a destination, and then a copy is taken.
     *
     * @param name the composite's, for messages
     * @throws TensorException if there are not as many outputs as destinations, or shapes or types differ
     */
    public static Tensors settled(TensorOps ops, String name, Tensors outputs, Tensors destinations, Tensors inputs) {
        if (outputs.size() != destinations.size()) {
            throw new TensorException(name + ": expected " + outputs.size() + " destinations, found "
                    + destinations.size());
        }
        Tensors.Builder settled = Tensors.builder(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            Checks.same(name, destinations.get(i), output);
            settled.set(i, isAmong(inputs, output) ? ops.affine(output, 1, 0) : output);
        }
        return settled.build();
    }

    @SuppressWarnings("ReferenceEquality") // handles are compared by identity
    private static boolean isAmong(Tensors tensors, Tensor tensor) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i) == tensor) {
                return true;
            }
        }
        return false;
    }
}
