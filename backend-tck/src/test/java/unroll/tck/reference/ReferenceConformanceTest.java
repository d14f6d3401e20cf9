package unroll.tck.reference;

import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

/** The whole kit on the reference itself: known figures hold it, and the kit is shown to be passable. */
class ReferenceConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new ReferenceProvider();
    }
}
