package unroll.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unroll.core.config.ConfigKey;

/** The model of a run. */
final class ModelOptions {
    @Option(names = "--cell", paramLabel = "CELL", order = 1, completionCandidates = Names.OfCells.class,
            description = "${COMPLETION-CANDIDATES} (default: notebook)")
    private @Nullable String cell;

    @Option(names = "--cell-option", paramLabel = "KEY=VALUE", order = 2,
            description = "an option of the cell; may be repeated")
    private @Nullable List<String> cellOptions;

    @Option(names = "--layers", paramLabel = "N", order = 3, description = "recurrent layers (default: 1)")
    private @Nullable Integer layers;

    @Option(names = "--hidden", paramLabel = "N", order = 4, description = "width of the hidden state (default: 96)")
    private @Nullable Integer hidden;

    @Option(names = "--embedding", paramLabel = "N", order = 5,
            description = "width of the embedding (default: that of the hidden state)")
    private @Nullable Integer embedding;

    @Option(names = "--dropout", paramLabel = "P", order = 6,
            description = "share of each layer's output that training drops (default: 0)")
    private @Nullable Double dropout;

    @Option(names = "--tie-weights", negatable = true, order = 7,
            description = "use the embedding's table for the output too")
    private @Nullable Boolean tieWeights;

    @Option(names = "--learned-state", negatable = true, order = 8,
            description = "learn the state before the first token")
    private @Nullable Boolean learnedState;

    void addTo(Given given) {
        given.add(ConfigKey.CELL, cell).addOptions(ConfigKey.CELL_OPTIONS, cellOptions).add(ConfigKey.LAYERS, layers)
                .add(ConfigKey.HIDDEN_SIZE, hidden).add(ConfigKey.EMBEDDING_SIZE, embedding)
                .add(ConfigKey.DROPOUT, dropout).add(ConfigKey.TIE_WEIGHTS, tieWeights)
                .add(ConfigKey.LEARNED_STATE, learnedState);
    }
}
