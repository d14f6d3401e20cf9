package unroll.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.file.Failures;
import unroll.core.file.Fields;
import unroll.core.train.EpochMetrics;
import unroll.core.train.GradientNorms;
import unroll.core.train.TestMetrics;

/**
 * metrics.jsonl: a JSON object a line, one for each epoch and a last one for the test split. Losses are in nats per
 * token; what is not finite is null. Each line is in the file when the call returns.
 */
public final class MetricsFile {
    private static final String EPOCH = "epoch";
    private static final String TEST_LOSS = "test_loss";

    private final Path file;

    MetricsFile(Path file) {
        this.file = file;
    }

    /**
     * Appends the line of an epoch.
     *
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public void epoch(EpochMetrics metrics) {
        epoch(metrics, null);
    }

    /**
     * Appends the line of an epoch.
     *
     * @param norms the gradients', or null where they were not taken
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public void epoch(EpochMetrics metrics, @Nullable GradientNorms norms) {
        ObjectNode line = Documents.document();
        line.put(EPOCH, metrics.epoch());
        put(line, "train_loss", metrics.trainLoss());
        put(line, "dev_loss", metrics.devLoss());
        put(line, "train_loss_lecture", metrics.trainLossLecture());
        put(line, "dev_loss_lecture", metrics.devLossLecture());
        put(line, "seconds", metrics.seconds());
        line.put("tokens", metrics.tokens());
        put(line, "tokens_per_second", metrics.tokensPerSecond());
        line.put("best", metrics.best());
        put(line, "learning_rate", metrics.learningRate());
        if (norms != null) {
            GradientNormsJson.put(line, norms);
        }
        append(line);
    }

    /**
     * Appends the last line.
     *
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public void test(TestMetrics metrics) {
        ObjectNode line = Documents.document();
        put(line, TEST_LOSS, metrics.testLoss());
        put(line, "test_loss_last", metrics.testLossLast());
        line.put("best_epoch", metrics.bestEpoch());
        append(line);
    }

    /**
     * Removes what training that goes on will write again: the lines of later epochs and of the test split, and a last
     * line that was cut off.
     *
     * @param lastEpoch the last epoch whose line stays
     * @throws unroll.api.error.ModelFormatException if a line is damaged
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public void cutBack(int lastEpoch) {
        if (!AtomicFile.exists(file)) {
            return;
        }
        String text = Documents.read(file, Documents.LARGE);
        StringBuilder kept = new StringBuilder();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Fields fields = Documents.parseJson(file, line);
            if (fields.has(EPOCH) && fields.integer(EPOCH, 1) <= lastEpoch) {
                kept.append(line).append('\n');
            }
        }
        AtomicFile.write(file, AtomicFile.text(kept.toString()));
    }

    /**
     * Whether the test split has been looked at: the run has come to its end.
     *
     * @throws unroll.api.error.ModelFormatException if a line is damaged
     */
    public boolean finished() {
        return test().isPresent();
    }

    /**
     * The lines of the epochs that are whole.
     *
     * @throws unroll.api.error.ModelFormatException if a line is damaged
     */
    public List<EpochMetrics> epochs() {
        List<EpochMetrics> epochs = new ArrayList<>();
        for (Fields line : lines()) {
            if (line.has(EPOCH)) {
                epochs.add(new EpochMetrics(line.integer(EPOCH, 1), number(line, "train_loss"),
                        number(line, "dev_loss"), number(line, "train_loss_lecture"),
                        number(line, "dev_loss_lecture"), number(line, "seconds"),
                        line.integer("tokens", 0, Long.MAX_VALUE), number(line, "tokens_per_second"),
                        line.flag("best"),
                        line.has("learning_rate") ? number(line, "learning_rate") : Double.NaN));
            }
        }
        return epochs;
    }

    /**
     * The line of the test split; empty where the run has not come to its end.
     *
     * @throws unroll.api.error.ModelFormatException if a line is damaged
     */
    public Optional<TestMetrics> test() {
        for (Fields line : lines()) {
            if (line.has(TEST_LOSS)) {
                return Optional.of(new TestMetrics(line.integer("best_epoch", 1), number(line, TEST_LOSS),
                        number(line, "test_loss_last")));
            }
        }
        return Optional.empty();
    }

    /**
     * The norms of gradients of the epochs of which they were taken, in order.
     *
     * @throws unroll.api.error.ModelFormatException if a line is damaged
     */
    public List<GradientNorms> gradientNorms() {
        List<GradientNorms> all = new ArrayList<>();
        for (Fields line : lines()) {
            GradientNorms norms = GradientNormsJson.read(line);
            if (norms != null) {
                all.add(norms);
            }
        }
        return all;
    }

    /** A last line that was cut off is left out. */
    private List<Fields> lines() {
        if (!AtomicFile.exists(file)) {
            return List.of();
        }
        String text = Documents.read(file, Documents.LARGE);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(line -> Documents.parseJson(file, line))
                .toList();
    }

    /** NaN for null. */
    private static double number(Fields line, String key) {
        Double number = line.number(key);
        return number == null ? Double.NaN : number;
    }

    private static void put(ObjectNode line, String key, double value) {
        if (Double.isFinite(value)) {
            line.put(key, value);
        } else {
            line.putNull(key);
        }
    }

    private void append(ObjectNode line) {
        try {
            Files.writeString(file, Documents.jsonLine(line) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Failures.of(file, "written", e);
        }
    }
}
