package unroll.app.job;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import unroll.core.config.BackendChoice;
import unroll.core.run.RunFolder;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.setup.SavedModel;

/**
 * Samples from a run.
 *
 * @param run folder of the run
 * @param backend what computes
 * @param prompt how each sample begins; may be empty
 * @param settings how to sample
 * @param count how many
 * @param compared whether to count the samples that are, letter by letter, among the items trained on
 */
public record SamplingJob(Path run, BackendChoice backend, String prompt, SamplingSettings settings, int count,
        boolean compared) {
    /**
     * What was sampled.
     *
     * @param samples how many were made
     * @param wanted whether someone took the last of them
     * @param known how many of them are among the items trained on, or null where these are not known
     * @param reason why they are not, where that was asked, or null
     */
    public record Result(int samples, boolean wanted, @Nullable Integer known, @Nullable String reason) {
    }

    /**
     * Does it.
     *
     * @param sink gets each sample as it is made, and says whether it wants more
     * @param warnings gets what the backend has to say
     * @throws unroll.api.text.UnknownCharacterException if the vocabulary cannot express the prompt
     */
    public Result run(Surroundings surroundings, Predicate<String> sink, Consumer<String> warnings) {
        RunFolder folder = RunFolder.open(run);
        // A wrong prompt is known before a backend is opened.
        folder.tokenizer(surroundings.installed().get().tokenizers()).encode(prompt);
        KnownItems known = compared ? new KnownItems(folder, surroundings) : null;
        try (SavedModel saved = new SavedModel(folder, surroundings.installed().get(), backend);
                Sampler sampler = saved.sampler()) {
            saved.backend().notices().forEach(warnings);
            return draw(sampler, sink, known);
        }
    }

    private Result draw(Sampler sampler, Predicate<String> sink, @Nullable KnownItems known) {
        boolean[] wanted = {true};
        int made = sampler.samples(prompt, settings, count, sample -> {
            if (known != null) {
                known.add(sample);
            }
            wanted[0] = sink.test(sample);
            return wanted[0];
        });
        return known == null
                ? new Result(made, wanted[0], null, null)
                : new Result(made, wanted[0], known.known(), known.reason());
    }
}
