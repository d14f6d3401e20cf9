/** The backend in Java alone, on the Vector API. */
module unroll.backend.pure {
    requires jdk.incubator.vector;
    requires unroll.api;

    provides unroll.api.backend.BackendProvider with unroll.backend.pure.PureProvider;
}
