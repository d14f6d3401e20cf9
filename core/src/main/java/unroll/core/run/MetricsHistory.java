package unroll.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.core.file.Documents;
import unroll.core.file.Fields;
import unroll.core.train.EpochMetrics;
import unroll.core.train.GradientNorms;
import unroll.core.train.TestMetrics;

/**
 * What metrics.jsonl says of a run so far. What was not finite is NaN.
 *
 * @param epochs in order
 * @param test the test split's, or null where training has not come to its end
 */
public record MetricsHistory(List<Epoch> epochs, @Nullable TestMetrics test) {
    /** Nothing so far. */
    public static final MetricsHistory NONE = new MetricsHistory(List.of(), null);

    /**
     * The line of an epoch.
     *
     * @param metrics its figures
     * @param norms the gradients', or null where they were not taken
     */
    public record Epoch(EpochMetrics metrics, @Nullable GradientNorms norms) {
    }

    /** Copies the list. */
    public MetricsHistory {
        epochs = List.copyOf(epochs);
    }

    static MetricsHistory of(Path file, String text) {
        List<Epoch> epochs = new ArrayList<>();
        TestMetrics test = null;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Fields fields = Documents.parseJson(file, line);
            if (fields.has("epoch")) {
                epochs.add(new Epoch(epoch(fields), GradientNormsJson.read(fields)));
            } else {
                test = new TestMetrics(fields.integer("best_epoch", 0), number(fields, "test_loss"),
                        number(fields, "test_loss_last"));
            }
        }
        return new MetricsHistory(epochs, test);
    }

    private static EpochMetrics epoch(Fields fields) {
        return new EpochMetrics(fields.integer("epoch", 1), number(fields, "train_loss"), number(fields, "dev_loss"),
                number(fields, "train_loss_lecture"), number(fields, "dev_loss_lecture"), number(fields, "seconds"),
                fields.integer("tokens", 0, Long.MAX_VALUE), number(fields, "tokens_per_second"), fields.flag("best"),
                fields.has("learning_rate") ? number(fields, "learning_rate") : Double.NaN);
    }

    private static double number(Fields fields, String key) {
        Double value = fields.number(key);
        return value == null ? Double.NaN : value;
    }
}
