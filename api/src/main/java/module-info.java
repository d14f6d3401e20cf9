/**
 * What the author of a backend, cell, optimiser or tokenizer sees: the service interfaces of Unroll, the standard
 * compositions with their definitions, and the randomness that every backend shares.
 */
module unroll.api {
    requires static transitive org.jspecify;

    exports unroll.api.backend;
    exports unroll.api.composite;
    exports unroll.api.error;
    exports unroll.api.nn;
    exports unroll.api.optim;
    exports unroll.api.options;
    exports unroll.api.plugin;
    exports unroll.api.random;
    exports unroll.api.support;
    exports unroll.api.tensor;
    exports unroll.api.text;
}
