package unroll.backend.djl;

import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

class DjlConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new DjlProvider();
    }
}
