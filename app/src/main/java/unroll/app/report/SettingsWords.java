package unroll.app.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Numbers;
import unroll.app.job.ModelSummary;
import unroll.core.config.Choice;
import unroll.core.config.ModelConfig;
import unroll.core.config.OptimizerConfig;
import unroll.core.config.RunConfig;

/** The settings of a run in a few words: those that every run has, and of the rest those that are not the default. */
final class SettingsWords {
    private static final double SMALL = 1e-6;
    private static final double LARGE = 1e9;

    private SettingsWords() {
    }

    /** {@code gru, 2 layers of 96, dropout 0.2, 28 tokens, 117,340 parameters}. */
    static String model(ModelSummary summary) {
        ModelConfig model = summary.config();
        List<String> words = new ArrayList<>();
        words.add(choice(model.cell()));
        words.add(layers(model));
        if (model.embeddingWidth() != model.hiddenSize()) {
            words.add("embedding " + Numbers.count(model.embeddingWidth()));
        }
        if (model.dropout() > 0) {
            words.add("dropout " + number(model.dropout()));
        }
        if (model.tieWeights()) {
            words.add("tied weights");
        }
        if (model.learnedState()) {
            words.add("learned state");
        }
        words.add(Numbers.count(summary.vocabularySize(), "token"));
        words.add(Numbers.count(summary.parameters(), "parameter"));
        return String.join(", ", words);
    }

    /** {@code gru, 2 layers of 96, 117,340 parameters}: what always fits a line. */
    static String brief(ModelSummary summary) {
        ModelConfig model = summary.config();
        return model.cell().name() + ", " + layers(model) + ", " + Numbers.count(summary.parameters(), "parameter");
    }

    private static String layers(ModelConfig model) {
        return Numbers.count(model.layers(), "layer") + " of " + Numbers.count(model.hiddenSize());
    }

    /** {@code adamw, lr 0.001, weight decay 0.1, cosine, batches of 4 x 16}. */
    static String training(RunConfig config) {
        OptimizerConfig optimizer = config.optimizer();
        List<String> words = new ArrayList<>();
        words.add(choice(optimizer.optimizer()));
        words.add("lr " + number(optimizer.learningRate()));
        if (optimizer.weightDecay() != null) {
            words.add("weight decay " + number(optimizer.weightDecay()));
        }
        if (!optimizer.schedule().equals(OptimizerConfig.LECTURE.schedule())) {
            words.add("schedule " + choice(optimizer.schedule()));
        }
        if (optimizer.maxGradNorm() != null) {
            words.add("gradients clipped to norm " + number(optimizer.maxGradNorm()));
        }
        if (optimizer.clipValue() != null) {
            words.add("gradients clipped to " + number(optimizer.clipValue()) + " each");
        }
        words.add("batches of " + (config.accumulation() == 1 ? "" : config.accumulation() + " x ")
                + Numbers.count(config.batchSize()));
        return String.join(", ", words);
    }

    /** The model for programs. */
    static Map<String, @Nullable Object> object(ModelSummary summary) {
        ModelConfig model = summary.config();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("cell", model.cell().name());
        object.put("cell_options", model.cell().options());
        object.put("layers", model.layers());
        object.put("hidden_size", model.hiddenSize());
        object.put("embedding_size", model.embeddingWidth());
        object.put("dropout", model.dropout());
        object.put("tie_weights", model.tieWeights());
        object.put("learned_state", model.learnedState());
        object.put("tokens", summary.vocabularySize());
        object.put("parameters", summary.parameters());
        return object;
    }

    private static String choice(Choice choice) {
        List<String> options = choice.options().entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue()).toList();
        return choice.name() + (options.isEmpty() ? "" : " (" + String.join(", ", options) + ")");
    }

    /** As people write it, without an exponent where that is short. */
    private static String number(double value) {
        return value == 0 || (Math.abs(value) >= SMALL && Math.abs(value) < LARGE)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
