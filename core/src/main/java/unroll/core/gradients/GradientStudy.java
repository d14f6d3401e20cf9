package unroll.core.gradients;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.core.run.SamplesFile;

/**
 * How gradients fare in some models, and in the lecture's table.
 *
 * @param data name of the text
 * @param sequences how many were walked along
 * @param warmUp tokens of each before the first state that is derived by
 * @param steps the largest distance
 * @param subjects the models
 * @param table the lecture's table on the first sequence
 * @param tableHidden width of the state in the table
 */
public record GradientStudy(String data, int sequences, int warmUp, int steps, List<Subject> subjects,
        List<LectureTable.Row> table, int tableHidden) {
    /** Copies the lists. */
    public GradientStudy {
        subjects = List.copyOf(subjects);
        table = List.copyOf(table);
    }

    /**
     * A model.
     *
     * @param name what tells it from the others
     * @param model what it is
     * @param settings its settings by their keys, as texts; none in a study of an earlier version
     * @param samples what it invented after each epoch; none where it was not trained
     * @param before with the weights that training begins with
     * @param after with the weights of the lowest dev loss, or null where it was not trained
     */
    public record Subject(String name, String model, Map<String, String> settings, List<SamplesFile.Line> samples,
            GradientMeasurement before, @Nullable GradientMeasurement after) {
        /** Copies map and list; the file of an earlier version lacks both. */
        public Subject {
            settings = settings == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            samples = samples == null ? List.of() : List.copyOf(samples);
        }
    }
}
