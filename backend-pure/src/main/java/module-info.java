/** The backend in Java alone, on the Vector API. */
module unroll.backend.pure {
    requires jdk.incubator.vector;
    requires unroll.api;
}
