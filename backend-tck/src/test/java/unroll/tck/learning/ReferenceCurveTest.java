package unroll.tck.learning;

import unroll.api.backend.BackendProvider;
import unroll.tck.reference.ReferenceProvider;

/** The stored curve is the reference's own; a change of the built-in names or of the draws has to store it anew. */
class ReferenceCurveTest extends CurveConformance {
    @Override
    protected BackendProvider provider() {
        return new ReferenceProvider();
    }

    @Override
    protected double tolerance() {
        return 1e-9;
    }
}
