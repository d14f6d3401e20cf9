package unroll.backend.pure;

import org.junit.jupiter.api.Tag;
import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

/** The whole conformance kit; tagged so that it also runs on vectors of each width. */
@Tag("width")
class PureConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new PureProvider();
    }
}
