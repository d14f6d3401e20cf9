package unroll.app.job;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UnrollException;
import unroll.core.config.BackendChoice;
import unroll.core.data.Split;
import unroll.core.ops.OpsDecorator;
import unroll.core.run.RunFolder;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;

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
     * @throws unroll.api.text.UnknownCharacterException if the vocabulary cannot express the prompt
     */
    public Result run(Surroundings surroundings, Predicate<String> sink) {
        RunFolder folder = RunFolder.open(run);
        // A wrong prompt is known before a backend is opened.
        folder.tokenizer().encode(prompt);
        try (SavedModel saved = new SavedModel(folder, surroundings.backends().get(), backend);
                Sampler sampler = new Sampler(saved.backend(), saved.model(), saved.weights(), saved.tokenizer(),
                        OpsDecorator.NONE)) {
            Set<String> trained = null;
            String reason = null;
            if (compared) {
                try {
                    trained = new HashSet<>(Split.of(RunData.read(folder, surroundings).items(),
                            folder.config().splitSeed()).train());
                } catch (UnrollException e) {
                    // What was asked for needs none of this.
                    reason = e.getMessage();
                }
            }
            return draw(sampler, sink, trained, reason);
        }
    }

    private Result draw(Sampler sampler, Predicate<String> sink, @Nullable Set<String> trained,
            @Nullable String reason) {
        int known = 0;
        int made = 0;
        boolean wanted = true;
        while (made < count && wanted) {
            String sample = sampler.sample(prompt, settings, made);
            made++;
            known += trained != null && trained.contains(sample) ? 1 : 0;
            wanted = sink.test(sample);
        }
        return new Result(made, wanted, trained == null ? null : known, reason);
    }
}
