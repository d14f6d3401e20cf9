package unroll.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.file.Failures;
import unroll.core.file.Fields;

/** samples.jsonl: a JSON object a line, with an epoch and what the model invented after it. */
public final class SamplesFile {
    private static final String EPOCH = "epoch";
    private static final String SAMPLES = "samples";

    private final Path file;

    SamplesFile(Path file) {
        this.file = file;
    }

    /**
     * A line.
     *
     * @param epoch counted from 1
     * @param samples what the model with the weights after it invented
     */
    public record Line(int epoch, List<String> samples) {
        /** Copies the list. */
        public Line {
            samples = List.copyOf(samples);
        }
    }

    /**
     * Appends a line.
     *
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public void add(Line line) {
        try {
            Files.writeString(file, text(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Failures.of(file, "written", e);
        }
    }

    private static String text(Line line) {
        ObjectNode document = Documents.document();
        document.put(EPOCH, line.epoch());
        ArrayNode samples = document.putArray(SAMPLES);
        line.samples().forEach(samples::add);
        return Documents.jsonLine(document) + "\n";
    }

    /**
     * All lines; a last one that was cut off is left out. None where there is no such file, as in runs of earlier
     * versions.
     *
     * @throws unroll.api.error.ModelFormatException if a line is damaged
     */
    public List<Line> lines() {
        if (!AtomicFile.exists(file)) {
            return List.of();
        }
        String text = Documents.read(file, Documents.LARGE);
        List<Line> lines = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Fields fields = Documents.parseJson(file, line);
            lines.add(new Line(fields.integer(EPOCH, 1), fields.textList(SAMPLES)));
        }
        return lines;
    }

    /**
     * Removes the lines of later epochs, which training that goes on will write again.
     *
     * @throws unroll.api.error.ModelFormatException if a line is damaged
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public void cutBack(int lastEpoch) {
        if (AtomicFile.exists(file)) {
            StringBuilder kept = new StringBuilder();
            lines().stream().filter(line -> line.epoch() <= lastEpoch).forEach(line -> kept.append(text(line)));
            AtomicFile.write(file, AtomicFile.text(kept.toString()));
        }
    }
}
