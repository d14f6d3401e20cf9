package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.error.ModelFormatException;
import unroll.api.optim.Optimizer;
import unroll.api.tensor.DType;
import unroll.core.config.BackendChoice;
import unroll.core.config.Choice;
import unroll.core.config.DataConfig;
import unroll.core.config.ModelConfig;
import unroll.core.config.OptimizerConfig;
import unroll.core.config.RunConfig;
import unroll.core.data.Split;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.optim.Clipping;
import unroll.core.plugin.Installed;
import unroll.core.run.LastState;
import unroll.core.run.Provenance;
import unroll.core.run.RunFolder;
import unroll.core.run.RunRecorder;
import unroll.core.schedule.ScheduleChoice;
import unroll.core.text.CharTokenizer;
import unroll.core.train.PartialEpoch;
import unroll.core.train.StopRequest;
import unroll.core.train.TestMetrics;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;
import unroll.tck.reference.ReferenceProvider;

/** A run that was stopped and goes on ends, byte for byte, as one that was never stopped. */
class ResumeTest {
    private static final int BATCHES = 10;
    private static final CharTokenizer TOKENIZER = CharTokenizer.of(SmallRun.names());
    private static final BackendChoice BACKEND = new BackendChoice("reference", null, 0);

    @TempDir
    Path folder;

    // What a configuration does not say.
    private UnaryOperator<TrainingSettings> settings = asConfigured -> asConfigured;
    private LanguageModel model = SmallRun.model(TOKENIZER);
    private Supplier<Optimizer> optimizer = () -> new AdamProvider().create(Map.of());

    private static RunConfig config(int epochs, @Nullable Integer patience, double rate) {
        return new RunConfig(DataConfig.LECTURE,
                new ModelConfig(Choice.of("notebook"), 1, 12, null, 0, false, false),
                new OptimizerConfig(Choice.of("adam"), rate, null, Choice.of("constant"), 0.5, null), 16, 1, epochs,
                patience, 5);
    }

    /** Trains, from nothing or from what the folder holds, and stops after so many batches of this call. */
    private @Nullable TestMetrics train(String name, RunConfig config, int stopAfter) {
        Path path = folder.resolve(name);
        RunFolder run = Files.exists(path) ? RunFolder.open(path) : null;
        LastState last = run == null ? null : run.last();
        RunRecorder recorder = run == null || last == null
                ? new RunRecorder(() -> RunFolder.create(path, false), config, BACKEND, TOKENIZER,
                        Provenance.of("names", "00", 1, "reference", "cpu", 0, List.of()))
                : RunRecorder.goingOn(run, config, BACKEND, last);
        StopRequest stop = new StopRequest();
        TrainingListener stopper = new TrainingListener() {
            private int batches;

            @Override
            public void batch(int epoch, int batch, int all, long tokens) {
                batches++;
                if (batches == stopAfter) {
                    stop.make();
                }
            }
        };
        if (stopAfter == 0) {
            stop.make();
        }
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Trainer trainer = new Trainer(backend, model, optimizer.get(), DType.FLOAT32,
                        settings.apply(TrainingSettings.of(config)), OpsDecorator.NONE, List.of(recorder, stopper),
                        stop)) {
            if (run != null && last != null) {
                trainer.resume(last, last.bestEpoch() > 0 ? run.model() : List.of());
            }
            return trainer.train(TrainingData.of(Split.of(SmallRun.names(), 123), TOKENIZER));
        }
    }

    private static final int NEVER = -1;

    private void assertSameRun(String expected, String actual) throws IOException {
        for (String file : List.of("model.safetensors", "last/model.safetensors", "last/optimizer.safetensors",
                "last/state.json", "config.yaml", "tokenizer.json")) {
            assertArrayEquals(Files.readAllBytes(folder.resolve(expected).resolve(file)),
                    Files.readAllBytes(folder.resolve(actual).resolve(file)), file);
        }
        assertEquals(metrics(expected), metrics(actual));
    }

    /** Without what a clock decides. */
    private String metrics(String run) throws IOException {
        return Files.readString(folder.resolve(run).resolve("metrics.jsonl"))
                .replaceAll("\"(seconds|tokens_per_second)\":[^,}]+", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, BATCHES - 1, BATCHES, BATCHES + 1, 2 * BATCHES + 5, 3 * BATCHES})
    void stoppedOnceAndGoneOn(int batches) throws IOException {
        RunConfig config = config(3, null, 0.05);
        assertNotNull(train("whole", config, NEVER));
        assertNull(train("stopped", config, batches));
        RunFolder stopped = RunFolder.open(folder.resolve("stopped"));
        assertEquals(batches, stopped.last().step());
        TestMetrics test = train("stopped", config, NEVER);
        assertNotNull(test);
        assertSameRun("whole", "stopped");
    }

    @Test
    void stoppedAfterEverySecondBatch() throws IOException {
        RunConfig config = config(2, null, 0.05);
        TestMetrics whole = train("whole", config, NEVER);
        TestMetrics test = null;
        int stops = 0;
        while (test == null) {
            test = train("stopped", config, 2);
            stops++;
        }
        assertEquals(whole, test);
        assertTrue(stops > BATCHES, "stopped " + stops + " times");
        assertSameRun("whole", "stopped");
    }

    @Test
    void aFinishedRunIsGivenMoreEpochs() throws IOException {
        assertNotNull(train("whole", config(4, null, 0.05), NEVER));
        assertNotNull(train("more", config(2, null, 0.05), NEVER));
        assertNotNull(train("more", config(4, null, 0.05), NEVER));
        assertSameRun("whole", "more");
    }

    @Test
    void whatIsNewerThanTheSavedStateIsWrittenAgain() throws IOException {
        RunConfig config = config(3, null, 0.05);
        assertNotNull(train("whole", config, NEVER));
        assertNull(train("killed", config, BATCHES));
        assertNotNull(train("ahead", config, NEVER));
        // as if the process had been killed between the metrics of its last epoch and last/
        for (String file : List.of("metrics.jsonl", "model.safetensors")) {
            Files.copy(folder.resolve("ahead").resolve(file), folder.resolve("killed").resolve(file));
        }
        assertNotNull(train("killed", config, NEVER));
        assertSameRun("whole", "killed");
    }

    @Test
    void patienceEndsTrainingAlikeWhetherItWasStoppedOrNot() throws IOException {
        // a high rate makes the dev loss rise again
        RunConfig config = config(30, 2, 0.1);
        TestMetrics whole = train("whole", config, NEVER);
        assertNotNull(whole);
        long epochs = metrics("whole").lines().count() - 1;
        assertTrue(epochs < 30, "this test needs a run that ends early");
        assertEquals(whole.bestEpoch() + 2, epochs);
        assertNull(train("stopped", config, BATCHES * whole.bestEpoch() + 3));
        assertNotNull(train("stopped", config, NEVER));
        assertSameRun("whole", "stopped");
    }

    /** A stop waits for the gradients of the step at hand: ten batches are steps of 3, 3, 3 and 1. */
    @ParameterizedTest
    @CsvSource({"1, 3", "3, 3", "4, 6", "9, 9", "10, 10", "11, 13", "25, 26"})
    void accumulationIsStoppedBetweenSteps(int asked, int made) throws IOException {
        settings = asConfigured -> asConfigured.withAccumulation(3);
        RunConfig config = config(3, null, 0.05);
        assertNotNull(train("whole", config, NEVER));
        assertNull(train("stopped", config, asked));
        LastState stopped = RunFolder.open(folder.resolve("stopped")).last();
        assertEquals(made / BATCHES * 4 + Math.ceilDiv(made % BATCHES, 3), stopped.step());
        PartialEpoch partial = stopped.partial();
        assertEquals(made, BATCHES * stopped.epoch() + (partial == null ? 0 : partial.batches()));
        assertNotNull(train("stopped", config, NEVER));
        assertSameRun("whole", "stopped");
    }

    /** The optimiser's state starts as zeros, so that the first step after the stop must not look like the first. */
    @ParameterizedTest
    @ValueSource(strings = {"adam weight_decay=0.01", "adamw", "sgd", "sgd momentum=0.9 dampening=0.5",
        "rmsprop momentum=0.5 centered=true eps=0.01", "adagrad initial_accumulator_value=0.5 lr_decay=0.1"})
    void everyOptimiserGoesOn(String text) throws IOException {
        String[] words = text.split(" ", -1);
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            options.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        optimizer = () -> Installed.builtIn().optimizers().get(words[0]).create(options);
        stoppedAt(config(2, null, 0.02), 0, 1, BATCHES, BATCHES + 4);
    }

    /** The rate changes in the course of each of these runs, and of the plateau's by the dev losses alone. */
    @ParameterizedTest
    @CsvSource({"step, step_size, 1", "cosine, warmup, 7", "plateau, patience, 0", "onecycle, pct_start, 0.4"})
    void everyScheduleGoesOn(String name, String key, String value) throws IOException {
        settings = asConfigured -> asConfigured.withSchedule(new ScheduleChoice(name, Map.of(key, value)));
        stoppedAt(config(6, null, 0.1), 4, 3 * BATCHES - 1, 3 * BATCHES, 5 * BATCHES + 5);
        assertTrue(rates("whole").distinct().count() > 1, () -> "the rate stays what it is");
    }

    private Stream<String> rates(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("learning_rate"))
                .map(line -> line.replaceAll(".*\"learning_rate\":([^,}]+).*", "$1"));
    }

    /** Patience counts from the best epoch, whatever the schedule does. */
    @Test
    void patienceAndPlateauTogether() throws IOException {
        settings = asConfigured -> asConfigured.withAccumulation(2).withClipping(new Clipping.Value(0.05))
                .withSchedule(new ScheduleChoice("plateau", Map.of("patience", "0", "factor", "0.5")));
        RunConfig config = config(40, 3, 0.2);
        TestMetrics whole = train("whole", config, NEVER);
        assertNotNull(whole);
        long epochs = rates("whole").count();
        assertTrue(epochs < 40 && rates("whole").distinct().count() > 1,
                () -> "this test needs a run that ends early, after its rate has fallen, found " + epochs);
        assertEquals(whole.bestEpoch() + 3, epochs);
        assertNull(train("stopped", config, BATCHES * whole.bestEpoch() + 3));
        assertEquals(whole, train("stopped", config, NEVER));
        assertSameRun("whole", "stopped");
    }

    @Test
    void masksGoOn() throws IOException {
        model = SmallRun.model("gru", 2, 0.4);
        settings = asConfigured -> asConfigured.withAccumulation(3);
        stoppedAt(config(2, null, 0.05), 4, BATCHES, BATCHES + 5);
    }

    /** Stops a run after each of so many batches and compares with one that was never stopped. */
    private void stoppedAt(RunConfig config, int... batches) throws IOException {
        assertNotNull(train("whole", config, NEVER));
        for (int stop : batches) {
            String name = "stopped-" + stop;
            assertNull(train(name, config, stop));
            assertNotNull(train(name, config, NEVER));
            assertSameRun("whole", name);
        }
    }

    @Test
    void stateThatDoesNotFitIsRefused() {
        RunConfig config = config(2, null, 0.05);
        assertNull(train("run", config, 3));
        LastState last = RunFolder.open(folder.resolve("run")).last();
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                Trainer trainer = new Trainer(backend, SmallRun.model(TOKENIZER), new AdamProvider().create(Map.of()),
                        DType.FLOAT32, TrainingSettings.of(config), OpsDecorator.NONE, List.of())) {
            LastState without = new LastState(last.weights(), Map.of(), 3, 0, 0, 1, 5);
            assertTrue(assertThrows(ModelFormatException.class, () -> trainer.resume(without, List.of())).getMessage()
                    .contains("exp_avg"));
            LastState few = new LastState(last.weights().subList(1, 2), last.optimizerState(), 3, 0, 0, 1, 5);
            assertThrows(ModelFormatException.class, () -> trainer.resume(few, List.of()));
        }
    }
}
