package unroll.app.job;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import unroll.api.backend.Backend;
import unroll.api.optim.Optimizer;
import unroll.api.tensor.DType;
import unroll.api.text.Tokenizer;
import unroll.core.config.RunConfig;
import unroll.core.data.Split;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;
import unroll.core.ops.Profile;
import unroll.core.plugin.Installed;
import unroll.core.run.RunRecorder;
import unroll.core.sample.Multinomial;
import unroll.core.sample.Sampler;
import unroll.core.sample.SamplingSettings;
import unroll.core.setup.Setup;
import unroll.core.tensorboard.EventWriter;
import unroll.core.text.Lines;
import unroll.core.train.EpochMetrics;
import unroll.core.train.MemoryEstimate;
import unroll.core.train.Overfitting;
import unroll.core.train.PartialEpoch;
import unroll.core.train.Snapshot;
import unroll.core.train.StopRequest;
import unroll.core.train.TestMetrics;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;
import unroll.core.train.TrainingStart;

/**
 * Trains and writes a run. Names are looked up first, then the data is read, then memory is estimated; the
 * folder is made last, when all that can be known to fail has not.
 */
public final class TrainingJob {
    private static final String EVENTS = "tensorboard";
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
    public TrainingOutcome run(InputStream in) {
        RunConfig config = request.config();
        Installed installed = surroundings.installed().get();
        // A wrong name is known before a long file is read.
        installed.backends().get(request.backend().name());
        Setup.cell(config.model().cell(), installed.cells());
        Optimizer optimizer = Setup.optimizer(config.optimizer(), installed.optimizers());
        Lines lines = request.read(surroundings, in);
        Tokenizer tokenizer = request.tokenizer(lines, installed.tokenizers());
        TrainingData data = TrainingData.of(Split.of(lines.items(), config.data().splitSeed()), tokenizer);
        DataWarnings.of(tokenizer, data, config).forEach(observer::warning);
        LanguageModel model = Setup.model(config.model(), tokenizer.vocabularySize(), installed.cells());
        try (Backend backend = installed.backends().open(request.backend())) {
            backend.notices().forEach(observer::warning);
            Runtime runtime = Runtime.getRuntime();
            MemoryEstimate.of(backend, model, optimizer, TYPE, TrainingSettings.of(config),
                    request.instruments().decorator(backend, new Profile()), data)
                    .check(backend.device().memoryBytes(), runtime.maxMemory(),
                            runtime.totalMemory() - runtime.freeMemory());
            return train(backend, model, optimizer, tokenizer, lines, data);
        }
    }

    private TrainingOutcome train(Backend backend, LanguageModel model, Optimizer optimizer, Tokenizer tokenizer,
            Lines lines, TrainingData data) {
        RunRecorder recorder = request.recorder(surroundings, lines, tokenizer, backend);
        ModelSummary summary = new ModelSummary(request.config().model(), tokenizer.vocabularySize(),
                model.parameterCount());
        Progress progress = new Progress(recorder, lines, summary, backend);
        EpochSamples epochSamples = new EpochSamples(recorder, backend, model, tokenizer, request.config().seed());
        Profile profile = new Profile();
        StopRequest stop = new StopRequest();
        AtomicInteger exitCode = new AtomicInteger();
        long start = System.nanoTime();
        try (Trainer trainer = new Trainer(backend, model, optimizer, TYPE, TrainingSettings.of(request.config()),
                request.instruments().decorator(backend, profile), listeners(epochSamples, recorder, progress), stop)) {
            request.restore(trainer);
            epochSamples.of(trainer.parameters().values());
            Interruption.Watch watch = surroundings.interruption().watch(code -> {
                exitCode.set(code);
                observer.stopping();
                stop.make();
            });
            TestMetrics test;
            try {
                test = trainer.train(data);
            } finally {
                watch.close();
            }
            if (test == null) {
                return progress.stopped(exitCode.get());
            }
            warnOfNothingLearned(trainer.bestDevLoss(), tokenizer.vocabularySize());
            double seconds = (System.nanoTime() - start) * 1e-9;
            return new TrainingResult(recorder.folder().path(), summary, test, trainer.bestDevLoss(), progress.epoch,
                    request.config().epochs(), seconds, samples(backend, model, trainer, tokenizer),
                    Overfitting.of(recorder.folder().metrics().epochs()).orElse(null), profile.entries());
        }
    }

    private List<TrainingListener> listeners(EpochSamples samples, RunRecorder recorder, Progress progress) {
        List<TrainingListener> listeners = new ArrayList<>(List.of(samples, recorder));
        if (request.instruments().eventFiles()) {
            listeners.add(new EventWriter(() -> recorder.folder().path().resolve(EVENTS), surroundings.clock()));
        }
        listeners.add(progress);
        return listeners;
    }

    private void warnOfNothingLearned(double bestDevLoss, int vocabularySize) {
        double uniformGuess = Math.log(vocabularySize);
        if (bestDevLoss > uniformGuess) {
            observer.runWarning(String.format(Locale.ROOT,
                    "the best dev loss, %.4f, is worse than a uniform guess, ln %d = %.4f; train longer or change --lr",
                    bestDevLoss, vocabularySize, uniformGuess));
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
        private final ModelSummary model;
        private final Backend backend;
        private int epoch;
        private int batch;
        private int batches;

        Progress(RunRecorder recorder, Lines lines, ModelSummary model, Backend backend) {
            this.recorder = recorder;
            this.lines = lines;
            this.model = model;
            this.backend = backend;
        }

        @Override
        public void started(TrainingStart start) {
            epoch = start.finishedEpochs();
            batches = start.batches();
            recorder.folder().movedAside()
                    .ifPresent(old -> observer.runWarning("the folder that was there is now " + old));
            observer.started(new TrainingPlan(request.config(), lines.source(), lines.items().size(),
                    model, backend.name(), backend.device(), request.backend().threads(),
                    recorder.folder().path()), start);
        }

        @Override
        public boolean wantsGradientNorms() {
            return request.instruments().gradientNorms();
        }

        @Override
        public void batch(int now, int number, int all, long tokens) {
            observer.batch(now, tokens);
        }

        @Override
        public void epoch(EpochMetrics metrics, Snapshot snapshot) {
            epoch = metrics.epoch();
            observer.epoch(metrics);
        }

        @Override
        public void stopped(Snapshot snapshot) {
            PartialEpoch partial = snapshot.partial();
            batch = partial == null ? 0 : partial.batches();
        }

        StoppedTraining stopped(int exitCode) {
            return new StoppedTraining(recorder.folder().path(), epoch, request.config().epochs(), batch, batches,
                    exitCode);
        }
    }
}
