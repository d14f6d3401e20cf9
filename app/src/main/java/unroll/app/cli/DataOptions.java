package unroll.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unroll.core.config.ConfigKey;

/** What a run is trained on. */
final class DataOptions {
    @Option(names = "--data", paramLabel = "FILE", order = 1,
            description = "text with one item a line; - reads standard input (default: the built-in names)")
    private @Nullable String data;

    @Option(names = "--tokenizer", paramLabel = "TOKENIZER", order = 2, completionCandidates = Names.OfTokenizers.class,
            description = "${COMPLETION-CANDIDATES} (default: char)")
    private @Nullable String tokenizer;

    @Option(names = "--tokenizer-option", paramLabel = "KEY=VALUE", order = 3,
            description = "an option of the tokenizer; may be repeated")
    private @Nullable List<String> tokenizerOptions;

    @Option(names = "--split-seed", paramLabel = "N", order = 4,
            description = "seed of the split into train, dev and test (default: 123)")
    private @Nullable Long splitSeed;

    void addTo(Given given) {
        given.add(ConfigKey.DATA, data).add(ConfigKey.TOKENIZER, tokenizer)
                .addOptions(ConfigKey.TOKENIZER_OPTIONS, tokenizerOptions).add(ConfigKey.SPLIT_SEED, splitSeed);
    }
}
