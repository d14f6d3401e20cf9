/** Text, data, autograd, layers, optimisers, training, sampling, checkpoints and plugins; it names no backend. */
module unroll.core {
    requires transitive unroll.api;

    requires org.apache.commons.rng.core;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.ranking;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
    requires unroll.ejml;

    exports unroll.core.autograd;
    exports unroll.core.cell;
    exports unroll.core.config;
    exports unroll.core.data;
    exports unroll.core.experiment;
    exports unroll.core.float64;
    exports unroll.core.gradients;
    exports unroll.core.memory;
    exports unroll.core.nn;
    exports unroll.core.ops;
    exports unroll.core.optim;
    exports unroll.core.plugin;
    exports unroll.core.run;
    exports unroll.core.sample;
    exports unroll.core.schedule;
    exports unroll.core.setup;
    exports unroll.core.statistics;
    exports unroll.core.tensorboard;
    exports unroll.core.text;
    exports unroll.core.train;

    uses unroll.api.backend.BackendProvider;
    uses unroll.api.nn.CellProvider;
    uses unroll.api.optim.OptimizerProvider;
    uses unroll.api.text.TokenizerProvider;

    provides unroll.api.nn.CellProvider with
            unroll.core.cell.NotebookCellProvider,
            unroll.core.cell.RnnProvider,
            unroll.core.cell.GruProvider,
            unroll.core.cell.GruV1Provider,
            unroll.core.cell.LstmProvider,
            unroll.core.cell.MinGruProvider;
    provides unroll.api.optim.OptimizerProvider with
            unroll.core.optim.AdamProvider,
            unroll.core.optim.AdamWProvider,
            unroll.core.optim.SgdProvider,
            unroll.core.optim.RmspropProvider,
            unroll.core.optim.AdagradProvider;
    provides unroll.api.text.TokenizerProvider with unroll.core.text.CharTokenizerProvider;
}
