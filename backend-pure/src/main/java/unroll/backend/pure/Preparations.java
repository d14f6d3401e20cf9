package unroll.backend.pure;

import org.jspecify.annotations.Nullable;
import unroll.api.composite.Linear;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Composite;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Tensors;
import unroll.backend.pure.fused.PreparedLinear;
import unroll.backend.pure.parallel.Engine;
import unroll.backend.pure.recurrent.PreparedCells;

/** Which compositions can be made ready. */
final class Preparations {
    private Preparations() {
    }

    /**
     * Makes a composition ready, or null where there is nothing to make ready.
     *
     * @param plain what does it otherwise
     */
    @SuppressWarnings("unchecked") // a prepared composition takes the attributes of its composite
    static <A> @Nullable Prepared<A> prepare(Engine engine, Composite<A> composite, Tensors inputs,
            Tensors destinations, long constantMask, Prepared<A> plain) {
        return (Prepared<A>) switch (composite) {
            case Linear l -> PreparedLinear.of(engine, inputs, destinations, constantMask);
            case RecurrentLayer layer -> PreparedCells.of(engine, layer, inputs, destinations, constantMask,
                    (Prepared<RecurrentLayer.Sequence>) plain);
            default -> null;
        };
    }
}
