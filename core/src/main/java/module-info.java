/** Text, data, autograd, layers, optimisers, training, sampling, checkpoints and plugins; it names no backend. */
module unroll.core {
    requires transitive unroll.api;

    requires org.apache.commons.rng.core;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    uses unroll.api.backend.BackendProvider;
    uses unroll.api.nn.CellProvider;
    uses unroll.api.optim.OptimizerProvider;
    uses unroll.api.text.TokenizerProvider;
}
