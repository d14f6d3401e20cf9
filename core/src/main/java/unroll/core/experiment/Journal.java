package unroll.core.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.ModelFormatException;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.file.Failures;
import unroll.core.file.Fields;

/**
 * outcomes.jsonl: a JSON object a line for each trial that has ended, in each rung that it took part in, in the order in
 * which they ended. A line is on the disk when the call returns; one that a crash cut off is left out.
 */
final class Journal {
    private static final String FINISHED = "finished";

    /**
     * A line.
     *
     * @param rung counted from 0
     * @param outcome what became of the trial in it
     */
    record Entry(int rung, TrialOutcome outcome) {
    }

    private final Path file;
    private final Map<String, Trial> trials = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    /** Bytes of the lines that are whole. */
    private long whole;

    /**
     * Reads what there is.
     *
     * @throws ModelFormatException if a line is damaged
     */
    Journal(Path file, List<Trial> trials) {
        this.file = file;
        trials.forEach(trial -> this.trials.put(trial.name(), trial));
        if (AtomicFile.exists(file)) {
            String text = Documents.read(file, Documents.LARGE);
            String lines = text.substring(0, text.lastIndexOf('\n') + 1);
            lines.lines().forEach(line -> entries.add(entry(Documents.parseJson(file, line))));
            whole = lines.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** Removes a line that was cut off, so that the next begins on its own. */
    void tidy() {
        if (AtomicFile.exists(file)) {
            String text = Documents.read(file, Documents.LARGE);
            if (!text.isEmpty() && !text.endsWith("\n")) {
                AtomicFile.write(file, AtomicFile.text(text.substring(0, text.lastIndexOf('\n') + 1)));
            }
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Takes back those that failed, so that they are tried again. */
    void forgetFailures() {
        entries.removeIf(entry -> entry.outcome() instanceof TrialOutcome.Failed);
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(line(entry)));
        AtomicFile.write(file, AtomicFile.text(text.toString()));
        whole = text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Appends a line.
     *
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    void add(Entry entry) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Over what a full disk has cut off before, if anything: the next line must begin on its own.
            channel.truncate(whole);
            channel.position(whole);
            AtomicFile.writeAll(channel, ByteBuffer.wrap(line(entry).getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            whole = channel.position();
        } catch (IOException e) {
            throw Failures.of(file, "written", e);
        }
        entries.add(entry);
    }

    private static String line(Entry entry) {
        ObjectNode line = Documents.document();
        line.put("trial", entry.outcome().trial().name());
        line.put("rung", entry.rung());
        ResultFiles.putOutcome(line, entry.outcome());
        return Documents.jsonLine(line) + "\n";
    }

    private Entry entry(Fields line) {
        String name = line.text("trial");
        Trial trial = trials.get(name);
        if (trial == null) {
            throw new ModelFormatException(file + " has an outcome of " + name
                    + ", which the plan beside it does not know; the two are not of one experiment");
        }
        int rung = line.integer("rung", 0);
        String outcome = line.text("outcome");
        if (!outcome.equals(FINISHED)) {
            return new Entry(rung, new TrialOutcome.Failed(trial, reason(outcome), line.text("message")));
        }
        return new Entry(rung, new TrialOutcome.Finished(trial, new TrialFigures(
                line.integer("parameters", 1, Long.MAX_VALUE), line.integer("epochs", 1),
                line.integer("best_epoch", 1), number(line, "train_loss"), number(line, "dev_loss"),
                number(line, "test_loss"), number(line, "seconds"), line.integer("tokens", 0, Long.MAX_VALUE))));
    }

    private TrialOutcome.Reason reason(String word) {
        for (TrialOutcome.Reason reason : TrialOutcome.Reason.values()) {
            if (reason.name().toLowerCase(Locale.ROOT).equals(word)) {
                return reason;
            }
        }
        throw new ModelFormatException(file + " has the unknown outcome '" + word + "'");
    }

    private static double number(Fields line, String key) {
        Double number = line.number(key);
        return number == null ? Double.NaN : number;
    }
}
