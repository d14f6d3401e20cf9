package unroll.app.job;

import java.util.ArrayList;
import java.util.List;
import unroll.api.text.Tokenizer;
import unroll.core.config.RunConfig;
import unroll.core.text.CharTokenizer;
import unroll.core.train.TrainingData;

/** What is allowed in data but seldom meant. */
final class DataWarnings {
    private DataWarnings() {
    }

    /** The warnings, each a sentence. */
    static List<String> of(Tokenizer tokenizer, TrainingData data, RunConfig config) {
        List<String> warnings = new ArrayList<>();
        int twins = tokenizer instanceof CharTokenizer characters ? characters.upperCaseTwins() : 0;
        if (twins > 0) {
            warnings.add(twins + (twins == 1 ? " letter is" : " letters are")
                    + " there in upper and in lower case, which swells the vocabulary to "
                    + tokenizer.vocabularySize() + " tokens; lower-case the data if case means nothing in it");
        }
        int items = data.train().count();
        int batches = Math.ceilDiv(items, config.batchSize());
        if (items < config.batchSize()) {
            warnings.add("the train split has " + items + (items == 1 ? " item" : " items")
                    + ", fewer than a batch of " + config.batchSize() + ": each epoch is one step; lower --batch");
        } else if (batches < config.accumulation()) {
            warnings.add("an epoch has " + batches + (batches == 1 ? " batch" : " batches") + ", fewer than the "
                    + config.accumulation() + " of a step: each epoch is one step; lower --accumulate");
        }
        return warnings;
    }
}
