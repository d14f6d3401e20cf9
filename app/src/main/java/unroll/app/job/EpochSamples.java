package unroll.app.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.text.Tokenizer;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;
import unroll.core.run.RunRecorder;
import unroll.core.run.SamplesFile;
import unroll.core.sample.Multinomial;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.train.EpochMetrics;
import unroll.core.train.Snapshot;
import unroll.core.train.TrainingListener;

/**
 * Keeps what the model invents after each epoch. It comes before the recorder, so that the samples of whatever training
 * goes on from are there; the draws are the same after each epoch, and the weights alone make the difference.
 */
final class EpochSamples implements TrainingListener {
    private static final int COUNT = 5;
    private static final int LONGEST = 100;

    private final RunRecorder recorder;
    private final Backend backend;
    private final LanguageModel model;
    private final Tokenizer tokenizer;
    private final SamplingSettings settings;
    private @Nullable ParameterBlock weights;

    EpochSamples(RunRecorder recorder, Backend backend, LanguageModel model, Tokenizer tokenizer, long seed) {
        this.recorder = recorder;
        this.backend = backend;
        this.model = model;
        this.tokenizer = tokenizer;
        this.settings = new SamplingSettings(new Multinomial(1), LONGEST, seed);
    }

    /** Says whose samples they are: these weights, as they are after each epoch. */
    void of(ParameterBlock trained) {
        weights = trained;
    }

    @Override
    public void epoch(EpochMetrics metrics, Snapshot snapshot) {
        if (weights == null) {
            return;
        }
        List<String> samples = new ArrayList<>();
        try (Sampler sampler = new Sampler(backend, model, weights, tokenizer, OpsDecorator.NONE)) {
            for (int i = 0; i < COUNT; i++) {
                samples.add(sampler.sample("", settings, i));
            }
        }
        recorder.folder().samples().add(new SamplesFile.Line(metrics.epoch(), samples));
    }
}
