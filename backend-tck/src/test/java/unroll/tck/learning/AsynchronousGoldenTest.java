package unroll.tck.learning;

import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.tck.asynchronous.AsynchronousProvider;

class AsynchronousGoldenTest extends GoldenConformance {
    @Override
    protected BackendProvider provider() {
        return new AsynchronousProvider();
    }

    @Override
    protected OpenOptions options() {
        return new OpenOptions(AsynchronousProvider.COUNTING, 0);
    }
}
