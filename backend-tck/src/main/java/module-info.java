/** The conformance kit for backends, with the float64 reference backend and the asynchronous one. */
module unroll.tck {
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive unroll.api;
    requires transitive unroll.core;
    // unroll.tck.run alone, the kit as a program
    requires static org.junit.platform.launcher;
    requires org.opentest4j;
    requires tools.jackson.databind;

    exports unroll.tck;
    exports unroll.tck.asynchronous;
    exports unroll.tck.golden;
    exports unroll.tck.kit;
    exports unroll.tck.learning;
    exports unroll.tck.reference;
    exports unroll.tck.run;

    opens unroll.tck to org.junit.platform.commons;
    opens unroll.tck.kit to org.junit.platform.commons;
    opens unroll.tck.learning to org.junit.platform.commons;
    opens unroll.tck.run to org.junit.platform.commons;

    uses unroll.api.backend.BackendProvider;
    uses unroll.api.nn.CellProvider;

    provides unroll.api.backend.BackendProvider with
            unroll.tck.asynchronous.AsynchronousProvider,
            unroll.tck.reference.ReferenceProvider;
}
