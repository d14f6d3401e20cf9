package unroll.backend.djl;

import unroll.api.backend.BackendProvider;
import unroll.tck.learning.CurveConformance;

class DjlCurveTest extends CurveConformance {
    @Override
    protected BackendProvider provider() {
        return new DjlProvider();
    }
}
