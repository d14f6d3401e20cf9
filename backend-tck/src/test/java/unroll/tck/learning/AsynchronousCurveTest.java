package unroll.tck.learning;

import unroll.api.backend.BackendProvider;
import unroll.tck.asynchronous.AsynchronousProvider;

/** On the device that refuses a second wait: each step reads its loss and nothing else. */
class AsynchronousCurveTest extends CurveConformance {
    @Override
    protected BackendProvider provider() {
        return new AsynchronousProvider();
    }

    @Override
    protected double tolerance() {
        return 1e-9;
    }
}
