package unroll.backend.tornado;

import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

/** The harness with every recurrent layer step by step, which a device does with large ones only. */
class HarnessStepsConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new HarnessProvider(0);
    }
}
