package unroll.backend.djl;

import unroll.api.backend.BackendProvider;
import unroll.tck.learning.GoldenConformance;

class DjlGoldenTest extends GoldenConformance {
    @Override
    protected BackendProvider provider() {
        return new DjlProvider();
    }
}
