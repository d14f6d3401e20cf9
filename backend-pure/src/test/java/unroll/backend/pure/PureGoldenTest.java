package unroll.backend.pure;

import unroll.api.backend.BackendProvider;
import unroll.tck.learning.GoldenConformance;

class PureGoldenTest extends GoldenConformance {
    @Override
    protected BackendProvider provider() {
        return new PureProvider();
    }
}
