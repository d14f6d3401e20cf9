package unroll.app.job;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import unroll.api.error.UsageException;
import unroll.api.text.Tokenizer;
import unroll.core.config.Choice;
import unroll.core.config.ConfigKey;
import unroll.core.config.DataConfig;
import unroll.core.config.LayeredConfig;
import unroll.core.data.Split;
import unroll.core.text.Lines;
import unroll.core.train.TrainingData;

/** The data that the trials of an experiment share, read before any of them begins. */
final class ExperimentData {
    private final Surroundings surroundings;
    private final Map<DataConfig, Tokenizer> tokenizers = new HashMap<>();
    private final Lines lines;
    private final TrainingData data;

    /**
     * Reads it.
     *
     * @throws UsageException if it cannot be read, or not more than once
     * @throws unroll.api.error.DataException if it cannot be used
     */
    ExperimentData(Surroundings surroundings, LayeredConfig settings) {
        this.surroundings = surroundings;
        DataConfig config = settings.runConfig().data();
        this.lines = read(settings, config);
        this.data = TrainingData.of(Split.of(lines.items(), config.splitSeed()), tokenizer(config, lines));
    }

    private Lines read(LayeredConfig settings, DataConfig config) {
        if (DataSource.STANDARD_INPUT.equals(config.path())) {
            throw new UsageException(settings.nameOf(ConfigKey.DATA) + ": an experiment reads its data many times, and "
                    + "standard input can be read once; write it to a file");
        }
        return new DataSource(config.path()).read(surroundings, InputStream.nullInputStream());
    }

    private Tokenizer tokenizer(DataConfig config, Lines read) {
        Choice choice = config.tokenizer();
        return tokenizers.computeIfAbsent(config, each -> surroundings.installed().get().tokenizers()
                .train(choice.name(), read.items(), choice.options()));
    }

    /** Tokens in the vocabulary of a trial, whose data may be others. */
    int vocabularySize(LayeredConfig settings) {
        DataConfig config = settings.runConfig().data();
        Tokenizer known = tokenizers.get(config);
        return (known != null ? known : tokenizer(config, read(settings, config))).vocabularySize();
    }

    /** SHA-256 of the bytes. */
    String sha256() {
        return lines.sha256();
    }

    /** Tokens of the train split. */
    long trainTokens() {
        return data.train().tokens();
    }
}
