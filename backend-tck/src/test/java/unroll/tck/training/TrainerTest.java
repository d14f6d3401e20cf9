package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.DataException;
import unroll.api.error.TrainingDivergedException;
import unroll.api.error.UsageException;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.TensorOps;
import unroll.core.data.Split;
import unroll.core.data.TokenSequences;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.FiniteOps;
import unroll.core.ops.OpsDecorator;
import unroll.core.ops.Profile;
import unroll.core.ops.ProfilingOps;
import unroll.core.optim.AdamProvider;
import unroll.core.optim.Clipping;
import unroll.core.plugin.Installed;
import unroll.core.schedule.Course;
import unroll.core.schedule.DevLosses;
import unroll.core.schedule.Schedule;
import unroll.core.schedule.ScheduleChoice;
import unroll.core.schedule.Schedules;
import unroll.core.text.CharTokenizer;
import unroll.core.train.EpochMetrics;
import unroll.core.train.Evaluator;
import unroll.core.train.LossSum;
import unroll.core.train.Snapshot;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;
import unroll.core.train.TrainingStart;
import unroll.tck.asynchronous.AsynchronousBackend;
import unroll.tck.asynchronous.AsynchronousProvider;
import unroll.tck.reference.ReferenceProvider;

class TrainerTest {
    private static final TrainingSettings SETTINGS = new TrainingSettings(16, 3, 0.01, 5);
    private static final TrainingSettings CLIPPED = new TrainingSettings(16, 2, 0.01, 5)
            .withClipping(new Clipping.Norm(0.1));

    private static SmallRun.Outcome reference(TrainingSettings settings, OpsDecorator decorator) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            return SmallRun.train(backend, DType.FLOAT64, settings, decorator);
        }
    }

    @Test
    void learns() {
        SmallRun.Outcome outcome = reference(SETTINGS, OpsDecorator.NONE);
        List<EpochMetrics> epochs = outcome.epochs();
        assertEquals(3, epochs.size());
        assertTrue(epochs.get(2).trainLoss() < epochs.get(0).trainLoss() - 0.2,
                () -> "train loss fell from " + epochs.get(0).trainLoss() + " to " + epochs.get(2).trainLoss());
    }

    /** Any time is over after one step: the epoch is that step alone, its dev loss is measured, and no other follows. */
    @Test
    void endsInTheMiddleOfAnEpochWhenItsTimeIsOver() {
        List<EpochMetrics> epochs = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics, Snapshot snapshot) {
                epochs.add(metrics);
            }
        };
        CharTokenizer tokenizer = CharTokenizer.of(SmallRun.names());
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Trainer trainer = new Trainer(backend, SmallRun.model(tokenizer), new AdamProvider().create(Map.of()),
                        DType.FLOAT64, SETTINGS, OpsDecorator.NONE, List.of(listener))) {
            trainer.limitTo(1e-9);
            assertTrue(trainer.train(SmallRun.data()).testLoss() > 0);
        }
        assertEquals(1, epochs.size());
        EpochMetrics only = epochs.getFirst();
        assertTrue(only.tokens() < 16 * 20 && only.tokens() > 16, "tokens of one batch: " + only.tokens());
        // One full batch: the lecture's mean of batches is that of its tokens.
        assertEquals(only.trainLoss(), only.trainLossLecture(), 1e-12);
        assertTrue(only.best() && Double.isFinite(only.devLoss()));
    }

    @Test
    void sameSeedSameNumbers() {
        SmallRun.Outcome first = reference(SETTINGS, OpsDecorator.NONE);
        assertEquals(first.weights(), reference(SETTINGS, OpsDecorator.NONE).weights());
        TrainingSettings other = new TrainingSettings(16, 3, 0.01, 6);
        assertNotEquals(first.weights(), reference(other, OpsDecorator.NONE).weights());
    }

    @Test
    void theAsynchronousBackendTrainsAlikeWithAtMostOneWaitAStep() {
        SmallRun.Outcome expected = reference(CLIPPED, OpsDecorator.NONE);
        try (AsynchronousBackend backend = new AsynchronousProvider().open(OpenOptions.DEFAULT)) {
            SmallRun.Outcome actual = SmallRun.train(backend, DType.FLOAT64, CLIPPED, OpsDecorator.NONE);
            assertEquals(expected.weights(), actual.weights());
            assertEquals(expected.test(), actual.test());
            long steps = 2L * (SmallRun.names().size() * 8 / 10 / 16);
            assertTrue(backend.syncs() <= steps, () -> backend.syncs() + " waits in " + steps + " steps");
        }
    }

    private static long waits(TrainingSettings settings, LanguageModel model, String optimizer) {
        try (AsynchronousBackend backend = new AsynchronousProvider().open(OpenOptions.DEFAULT)) {
            SmallRun.train(backend, DType.FLOAT32, settings, OpsDecorator.NONE, model,
                    Installed.builtIn().optimizers().get(optimizer).create(Map.of()));
            return backend.syncs();
        }
    }

    /** Rates, bounds, masks and shares of tokens are known on the host, or stay on the device. */
    @ParameterizedTest
    @ValueSource(strings = {"adam", "adamw", "sgd", "rmsprop", "adagrad"})
    void nothingWaitsMoreThanPlainTraining(String optimizer) {
        TrainingSettings plain = new TrainingSettings(16, 2, 0.01, 5);
        TrainingSettings full = plain.withAccumulation(3).withClipping(new Clipping.Value(0.01))
                .withSchedule(new ScheduleChoice("plateau", Map.of()));
        assertEquals(waits(plain, SmallRun.model("notebook", 1, 0), "adam"),
                waits(full, SmallRun.model("lstm", 2, 0.2), optimizer));
    }

    /** Steps count from 1 over all epochs, of four steps each, and each has the schedule's rate of its number. */
    @Test
    void theOptimiserIsGivenTheRateOfItsStep() {
        ScheduleChoice choice = new ScheduleChoice("onecycle", Map.of());
        Schedule schedule = Schedules.create(choice, new Course(0.01, 4, 3));
        List<Double> expected = new ArrayList<>();
        for (int step = 1; step <= 12; step++) {
            expected.add(schedule.rate(step, DevLosses.NONE));
        }
        List<Double> given = new ArrayList<>();
        Optimizer noting = new Optimizer() {
            @Override
            public List<String> stateNames() {
                return List.of();
            }

            @Override
            public void step(TensorOps ops, Parameters parameters, long step, double learningRate) {
                given.add(learningRate);
                assertEquals(given.size(), step);
            }
        };
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            SmallRun.train(backend, DType.FLOAT32, SETTINGS.withSchedule(choice).withAccumulation(3),
                    OpsDecorator.NONE, SmallRun.model("notebook", 1, 0), noting);
        }
        assertEquals(expected, given);
    }

    /** That of the last of ten steps, by StepLR from one epoch to the next, and on a plateau from the losses. */
    @Test
    void tellsTheRateAtTheEndOfAnEpoch() {
        List<EpochMetrics> epochs = reference(SETTINGS.withSchedule(new ScheduleChoice("step",
                Map.of("step_size", "1", "gamma", "0.5"))), OpsDecorator.NONE).epochs();
        assertEquals(List.of(0.01, 0.005, 0.0025), epochs.stream().map(EpochMetrics::learningRate).toList());
        List<EpochMetrics> cycle = reference(SETTINGS.withSchedule(new ScheduleChoice("onecycle", Map.of())),
                OpsDecorator.NONE).epochs();
        assertEquals(0.01 / 25 / 1e4, cycle.get(2).learningRate(), 1e-18);
        List<EpochMetrics> rough = reference(new TrainingSettings(16, 6, 0.2, 5).withSchedule(
                new ScheduleChoice("plateau", Map.of("patience", "0", "factor", "0.5"))), OpsDecorator.NONE).epochs();
        double expected = 0.2;
        for (int i = 0; i < rough.size(); i++) {
            assertEquals(expected, rough.get(i).learningRate(), "epoch " + rough.get(i).epoch());
            expected = rough.get(i).best() ? expected : expected / 2;
        }
        assertTrue(expected < 0.2, "this test needs a dev loss that rises");
    }

    /** A schedule that does not fit is refused before a listener has been told of anything. */
    @Test
    void aScheduleThatDoesNotFitIsRefusedAtOnce() {
        TrainingSettings warm = SETTINGS.withSchedule(new ScheduleChoice("cosine", Map.of("warmup", "30")));
        boolean[] started = new boolean[1];
        TrainingListener listener = new TrainingListener() {
            @Override
            public void started(TrainingStart start) {
                started[0] = true;
            }
        };
        CharTokenizer tokenizer = CharTokenizer.of(SmallRun.names());
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Trainer trainer = new Trainer(backend, SmallRun.model(tokenizer), new AdamProvider().create(Map.of()),
                        DType.FLOAT32, warm, OpsDecorator.NONE, List.of(listener))) {
            String message = assertThrows(UsageException.class, () -> trainer.train(SmallRun.data())).getMessage();
            assertTrue(message.contains("30 steps"), message);
            assertFalse(started[0]);
        }
        assertThrows(UsageException.class, () -> SETTINGS.withSchedule(new ScheduleChoice("linear", Map.of())));
    }

    @Test
    void theBestWeightsAreThoseOfTheBestEpoch() {
        // a high rate makes the dev loss rise again
        TrainingSettings rough = new TrainingSettings(16, 6, 0.1, 5);
        SmallRun.Outcome outcome = reference(rough, OpsDecorator.NONE);
        int best = 0;
        for (int i = 1; i < outcome.epochs().size(); i++) {
            best = outcome.epochs().get(i).devLoss() < outcome.epochs().get(best).devLoss() ? i : best;
        }
        assertEquals(best + 1, outcome.test().bestEpoch());
        for (int i = 0; i < outcome.epochs().size(); i++) {
            boolean lowest = true;
            for (int j = 0; j < i; j++) {
                lowest &= outcome.epochs().get(i).devLoss() < outcome.epochs().get(j).devLoss();
            }
            assertEquals(lowest, outcome.epochs().get(i).best());
        }
        assertTrue(best < 5, "this test needs a run whose last epoch is not its best");
        assertNotEquals(outcome.weights(), outcome.best());
        assertNotEquals(outcome.test().testLoss(), outcome.test().testLossLast());
        assertEquals(outcome.test().testLoss(), testLoss(outcome).perToken(), 1e-12);
    }

    private static LossSum testLoss(SmallRun.Outcome outcome) {
        CharTokenizer tokenizer = CharTokenizer.of(SmallRun.names());
        LanguageModel model = SmallRun.model(tokenizer);
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                ParameterBlock weights = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT64)) {
            ParameterTransfer.load(backend, outcome.best(), weights);
            TokenSequences test = TrainingData.of(Split.of(SmallRun.names(), 123), tokenizer).test();
            return new Evaluator(backend, model, OpsDecorator.NONE).evaluate(weights, test, 16);
        }
    }

    /** Where each gradient is bounded far below what it is, the first step of SGD is the bound. */
    @Test
    void clippingByValueBoundsTheStep() {
        TrainingSettings bounded = new TrainingSettings(160, 1, 0.5, 5).withClipping(new Clipping.Value(1e-9));
        LanguageModel model = SmallRun.model("notebook", 1, 0);
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                ParameterBlock first = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT64)) {
            ParameterTransfer.initialise(backend, model.parameters(), 5, first);
            List<HostTensor> before = ParameterTransfer.read(backend, first);
            List<HostTensor> after = SmallRun.train(backend, DType.FLOAT64, bounded, OpsDecorator.NONE, model,
                    Installed.builtIn().optimizers().get("sgd").create(Map.of())).weights();
            double largest = 0;
            for (int i = 0; i < before.size(); i++) {
                for (int j = 0; j < before.get(i).values().length; j++) {
                    largest = Math.max(largest, Math.abs(after.get(i).values()[j] - before.get(i).values()[j]));
                }
            }
            assertEquals(0.5e-9, largest, 1e-15);
        }
    }

    @Test
    void clippingChangesTheRun() {
        TrainingSettings free = new TrainingSettings(16, 2, 0.01, 5);
        assertNotEquals(reference(free, OpsDecorator.NONE).weights(), reference(CLIPPED, OpsDecorator.NONE).weights());
    }

    @Test
    void theLecturesFigureDividesByTheWholeBatchesOnly() {
        // 160 train names are 10 batches of 16; 20 dev names are 2 batches, of which the lecture divides by 1
        EpochMetrics epoch = reference(SETTINGS, OpsDecorator.NONE).epochs().get(0);
        assertEquals(epoch.trainLoss(), epoch.trainLossLecture(), 0.05);
        assertTrue(epoch.devLossLecture() > 1.8 * epoch.devLoss());
        LossSum few = new LossSum(10, 5, 3, 2, 1, 16);
        assertTrue(Double.isNaN(few.lecture()), "the lecture would divide by zero");
        assertEquals(2, few.perToken());
        assertEquals(10 / Math.log(2) / 2, few.bitsPerCharacter());
    }

    @Test
    void decoratorsDoNotChangeTheNumbers() {
        SmallRun.Outcome plain = reference(CLIPPED, OpsDecorator.NONE);
        Profile profile = new Profile();
        SmallRun.Outcome decorated = reference(CLIPPED, OpsDecorator.NONE.then(FiniteOps::new)
                .then(ops -> new ProfilingOps(ops, profile, () -> {
                })).then(ComposedOps::new));
        assertEquals(plain.weights(), decorated.weights());
        Map<String, Long> calls = new java.util.HashMap<>();
        profile.entries().forEach(entry -> calls.put(entry.name(), entry.calls()));
        assertTrue(calls.getOrDefault("matmul", 0L) > 100 && calls.getOrDefault("tanh", 0L) > 100, calls::toString);
    }

    @Test
    void aRateThatDivergesNamesItsBatch() {
        TrainingSettings wild = new TrainingSettings(16, 2, 1e300, 5);
        String message = assertThrows(TrainingDivergedException.class, () -> reference(wild, OpsDecorator.NONE))
                .getMessage();
        assertTrue(message.contains("epoch 1") && message.contains("batch 2") && message.contains("--lr"), message);
    }

    @Test
    void checkingForFiniteNamesTheOperation() {
        TrainingSettings wild = new TrainingSettings(16, 2, 1e300, 5);
        String message = assertThrows(TrainingDivergedException.class, () -> reference(wild, FiniteOps::new))
                .getMessage();
        assertTrue(message.startsWith("operation "), message);
    }

    @Test
    void aSplitWithAnEmptyPartIsRefused() {
        CharTokenizer tokenizer = CharTokenizer.of(List.of("ab"));
        String message = assertThrows(DataException.class,
                () -> TrainingData.of(Split.of(List.of("a", "b", "a", "b", "ab"), 1), tokenizer)).getMessage();
        assertTrue(message.contains("5 lines") && message.contains("4 to train"), message);
        assertEquals(1, TrainingData.of(Split.of(java.util.Collections.nCopies(10, "ab"), 1), tokenizer).dev().count());
    }
}
