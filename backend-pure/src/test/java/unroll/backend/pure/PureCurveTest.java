package unroll.backend.pure;

import unroll.api.backend.BackendProvider;
import unroll.tck.learning.CurveConformance;

class PureCurveTest extends CurveConformance {
    @Override
    protected BackendProvider provider() {
        return new PureProvider();
    }
}
