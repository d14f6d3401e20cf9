package unroll.backend.nd4j;

import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

class Nd4jConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new Nd4jProvider();
    }
}
