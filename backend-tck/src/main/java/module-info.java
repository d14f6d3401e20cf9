/** The conformance kit for backends, with the float64 reference backend and the asynchronous one. */
module unroll.tck {
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive unroll.api;
    requires unroll.core;

    exports unroll.tck.reference;

    provides unroll.api.backend.BackendProvider with
            unroll.tck.reference.ReferenceProvider;
}
