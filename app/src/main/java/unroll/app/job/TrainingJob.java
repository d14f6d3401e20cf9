package unroll.app.job;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.nn.Cell;
import unroll.api.optim.Optimizer;
import unroll.api.tensor.DType;
import unroll.api.text.Tokenizer;
import unroll.core.config.RunConfig;
import unroll.core.data.Split;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.ops.OpsDecorator;
import unroll.core.ops.Profile;
import unroll.core.plugin.Backends;
import unroll.core.plugin.Cells;
import unroll.core.plugin.Optimizers;
import unroll.core.plugin.Tokenizers;
import unroll.core.run.Provenance;
import unroll.core.run.RunRecorder;
import unroll.core.sample.Multinomial;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.text.Lines;
import unroll.core.train.EpochMetrics;
import unroll.core.train.MemoryEstimate;
import unroll.core.train.Snapshot;
import unroll.core.train.TestMetrics;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;
import unroll.core.train.TrainingStart;

/**
 * Trains from nothing and writes a run. Names are looked up first, then the data is read, then memory is estimated; the
 * folder is made last, when all that can be known to fail has not.
 */
public final class TrainingJob {
    private static final int SAMPLES = 10;
    private static final int LONGEST_SAMPLE = 100;
    private static final DType TYPE = DType.FLOAT32;

    private final Surroundings surroundings;
    private final TrainingRequest request;
    private final TrainingObserver observer;

    /** A job, not yet begun. */
    public TrainingJob(Surroundings surroundings, TrainingRequest request, TrainingObserver observer) {
        this.surroundings = surroundings;
        this.request = request;
        this.observer = observer;
    }

    /** Does it, reading items from {@code in} where they come from standard input. */
    public TrainingResult run(InputStream in) {
        RunConfig config = request.config();
        Backends backends = surroundings.backends().get();
        // A wrong name is known before a long file is read.
        backends.get(request.backend().name());
        Cell cell = Cells.installed().get(config.cell()).create(Map.of());
        Optimizer optimizer = Optimizers.installed().get(config.optimizer()).create(Map.of());
        Lines lines = request.data().read(surroundings, in);
        Tokenizer tokenizer = Tokenizers.installed().get(config.tokenizer()).train(lines.items(), Map.of());
        TrainingData data = TrainingData.of(Split.of(lines.items(), config.splitSeed()), tokenizer);
        DataWarnings.of(tokenizer, data, config.batchSize()).forEach(observer::warning);
        LanguageModel model = model(tokenizer.vocabularySize(), cell);
        try (Backend backend = backends.open(request.backend())) {
            Runtime runtime = Runtime.getRuntime();
            MemoryEstimate.of(model, optimizer.stateNames().size(), largestBatch(data), TYPE.bytes())
                    .check(backend.device().memoryBytes(), runtime.maxMemory(),
                            runtime.totalMemory() - runtime.freeMemory());
            return train(backend, model, optimizer, tokenizer, lines, data);
        }
    }

    private LanguageModel model(int vocabularySize, Cell cell) {
        int hidden = request.config().hiddenSize();
        try {
            return new LanguageModel(ModelSize.lecture(vocabularySize, hidden), cell);
        } catch (TensorException e) {
            throw new ResourceException("--hidden " + hidden + " is too large: " + e.getMessage(), e);
        }
    }

    private long largestBatch(TrainingData data) {
        int batchSize = request.config().batchSize();
        return Math.max(MemoryEstimate.largestBatch(data.train(), batchSize),
                Math.max(MemoryEstimate.largestBatch(data.dev(), batchSize),
                        MemoryEstimate.largestBatch(data.test(), batchSize)));
    }

    private TrainingResult train(Backend backend, LanguageModel model, Optimizer optimizer, Tokenizer tokenizer,
            Lines lines, TrainingData data) {
        RunConfig config = request.config();
        RunRecorder recorder = new RunRecorder(() -> request.output().create(surroundings), config, request.backend(),
                tokenizer, Provenance.of(lines.source(), lines.sha256(), lines.items().size(), backend.name(),
                        backend.device().id(), request.backend().threads()));
        Progress progress = new Progress(recorder, lines, tokenizer, backend);
        Profile profile = new Profile();
        long start = System.nanoTime();
        try (Trainer trainer = new Trainer(backend, model, optimizer, TYPE, TrainingSettings.of(config),
                request.instruments().decorator(backend, profile), List.of(recorder, progress))) {
            TestMetrics test = trainer.train(data);
            double seconds = (System.nanoTime() - start) * 1e-9;
            return new TrainingResult(recorder.folder().path(), test, progress.bestDevLoss, config.epochs(), seconds,
                    samples(backend, model, trainer, tokenizer), profile.entries());
        }
    }

    private List<String> samples(Backend backend, LanguageModel model, Trainer trainer, Tokenizer tokenizer) {
        SamplingSettings settings = new SamplingSettings(new Multinomial(1), LONGEST_SAMPLE,
                request.config().seed());
        List<String> samples = new ArrayList<>();
        try (Sampler sampler = new Sampler(backend, model, trainer.best(), tokenizer, OpsDecorator.NONE)) {
            for (int i = 0; i < SAMPLES; i++) {
                samples.add(sampler.sample("", settings, i));
            }
        }
        return samples;
    }

    /** Tells the observer, after the recorder: what is told has been saved. */
    private final class Progress implements TrainingListener {
        private final RunRecorder recorder;
        private final Lines lines;
        private final Tokenizer tokenizer;
        private final Backend backend;
        private double bestDevLoss = Double.NaN;

        Progress(RunRecorder recorder, Lines lines, Tokenizer tokenizer, Backend backend) {
            this.recorder = recorder;
            this.lines = lines;
            this.tokenizer = tokenizer;
            this.backend = backend;
        }

        @Override
        public void started(TrainingStart start) {
            observer.started(new TrainingPlan(request.config(), lines.source(), lines.items().size(),
                    tokenizer.vocabularySize(), backend.name(), backend.device(), request.backend().threads(),
                    recorder.folder().path()), start);
        }

        @Override
        public void epoch(EpochMetrics metrics, Snapshot snapshot) {
            bestDevLoss = snapshot.bestDevLoss();
            observer.epoch(metrics);
        }

        @Override
        public void finished(TestMetrics metrics) {
            double uniformGuess = Math.log(tokenizer.vocabularySize());
            if (bestDevLoss > uniformGuess) {
                observer.warning(String.format(Locale.ROOT,
                        "the best dev loss, %.4f, is worse than a uniform guess, ln %d = %.4f; train longer or change --lr",
                        bestDevLoss, tokenizer.vocabularySize(), uniformGuess));
            }
        }
    }
}
