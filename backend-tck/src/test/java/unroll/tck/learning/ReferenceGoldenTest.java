package unroll.tck.learning;

import unroll.api.backend.BackendProvider;
import unroll.tck.reference.ReferenceProvider;

class ReferenceGoldenTest extends GoldenConformance {
    @Override
    protected BackendProvider provider() {
        return new ReferenceProvider();
    }
}
