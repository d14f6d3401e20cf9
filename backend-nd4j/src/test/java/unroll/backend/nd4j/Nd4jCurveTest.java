package unroll.backend.nd4j;

import unroll.api.backend.BackendProvider;
import unroll.tck.learning.CurveConformance;

class Nd4jCurveTest extends CurveConformance {
    @Override
    protected BackendProvider provider() {
        return new Nd4jProvider();
    }
}
