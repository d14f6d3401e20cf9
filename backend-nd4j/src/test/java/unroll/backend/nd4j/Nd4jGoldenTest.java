package unroll.backend.nd4j;

import unroll.api.backend.BackendProvider;
import unroll.tck.learning.GoldenConformance;

class Nd4jGoldenTest extends GoldenConformance {
    @Override
    protected BackendProvider provider() {
        return new Nd4jProvider();
    }
}
