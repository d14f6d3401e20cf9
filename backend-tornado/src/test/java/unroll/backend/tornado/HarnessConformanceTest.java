package unroll.backend.tornado;

import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

/** The kernels' mathematics in plain Java: a test harness, which is no device and counts as none. */
class HarnessConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new HarnessProvider();
    }
}
