package unroll.app.job;

import java.nio.file.Path;
import java.util.function.Predicate;
import unroll.core.config.BackendChoice;
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
 */
public record SamplingJob(Path run, BackendChoice backend, String prompt, SamplingSettings settings, int count) {
    /**
     * Does it.
     *
     * @param sink gets each sample as it is made, and says whether it wants more
     * @throws unroll.api.text.UnknownCharacterException if the vocabulary cannot express the prompt
     */
    public void run(Surroundings surroundings, Predicate<String> sink) {
        RunFolder folder = RunFolder.open(run);
        // A wrong prompt is known before a backend is opened.
        folder.tokenizer().encode(prompt);
        try (SavedModel saved = new SavedModel(folder, surroundings.backends().get(), backend);
                Sampler sampler = new Sampler(saved.backend(), saved.model(), saved.weights(), saved.tokenizer(),
                        OpsDecorator.NONE)) {
            for (int i = 0; i < count; i++) {
                if (!sink.test(sampler.sample(prompt, settings, i))) {
                    return;
                }
            }
        }
    }
}
