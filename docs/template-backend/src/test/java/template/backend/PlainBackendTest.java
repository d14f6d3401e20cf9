package template.backend;

import unroll.api.backend.BackendProvider;
import unroll.tck.BackendConformance;

/** The whole conformance kit. */
class PlainBackendTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new PlainProvider();
    }
}
