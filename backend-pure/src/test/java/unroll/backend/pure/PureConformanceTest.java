package unroll.backend.pure;

import unroll.api.backend.BackendProvider;
import unroll.tck.kit.BackendConformance;

/** The whole conformance kit. */
class PureConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new PureProvider();
    }
}
