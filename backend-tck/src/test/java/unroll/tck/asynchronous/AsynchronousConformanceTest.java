package unroll.tck.asynchronous;

import java.util.OptionalLong;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.tck.BackendConformance;

/** The whole kit on the asynchronous backend. The kit reads as often as it likes, so that waits are only counted. */
class AsynchronousConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new AsynchronousProvider();
    }

    @Override
    protected OpenOptions options() {
        return new OpenOptions(AsynchronousProvider.COUNTING, 0);
    }

    @Override
    protected OptionalLong waits(Backend backend) {
        return OptionalLong.of(((AsynchronousBackend) backend).syncs());
    }
}
