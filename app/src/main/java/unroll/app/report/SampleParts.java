package unroll.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import unroll.app.page.Part;
import unroll.core.run.SamplesFile;
import unroll.core.text.Printable;

/** What models invented after each epoch. */
final class SampleParts {
    private SampleParts() {
    }

    /**
     * One section, in which the lists of the same epoch stand together.
     *
     * @param models what each invented, by its name; at least one line in all
     * @param note whose they are, or empty
     */
    static Part.Samples of(Map<String, List<SamplesFile.Line>> models, String note) {
        Map<Integer, List<Part.Listing>> byEpoch = new TreeMap<>();
        models.forEach((name, lines) -> lines.forEach(line -> byEpoch
                .computeIfAbsent(line.epoch(), each -> new ArrayList<>())
                .add(new Part.Listing(name, line.samples().stream().map(Printable::line).toList()))));
        List<Part.Group> groups = new ArrayList<>();
        byEpoch.forEach((epoch, lists) -> groups.add(new Part.Group("epoch " + epoch, lists)));
        return new Part.Samples("Samples by epoch",
                (note + " The draws are the same after each epoch: what differs is the model.").strip(), groups);
    }
}
