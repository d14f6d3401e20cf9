/** The conformance kit for backends, with the float64 reference backend. */
module unroll.tck {
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive unroll.api;
    requires unroll.core;
}
