package unroll.core.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.DataException;
import unroll.api.error.ModelFormatException;
import unroll.api.error.ProviderException;
import unroll.api.error.ResourceException;
import unroll.api.error.TrainingDivergedException;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;

class ExperimentRunTest {
    private static final LayeredConfig SHARED = LayeredConfig.defaults().with(ConfigKey.EPOCHS, 9, Origin.DEFAULT)
            .with(ConfigKey.BACKEND, "any", Origin.DEFAULT).with(ConfigKey.DEVICE, null, Origin.DEFAULT);

    @TempDir
    Path folder;

    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final List<TrialOutcome> told = new ArrayList<>();

    private static ExperimentPlan.Sweep sweep(SearchMethod method, Double... rates) {
        SearchSpace space = new SearchSpace(
                List.of(new Dimension.Choices(ConfigKey.LR, Arrays.asList((Object[]) rates))),
                new Origin.File("s"));
        return new ExperimentPlan.Sweep(SHARED, method, space.keys(),
                method instanceof SearchMethod.Grid
                        ? space.trials(method, SHARED)
                        : space.trials(new SearchMethod.Grid(), SHARED),
                "0");
    }

    private static double rate(Trial trial) {
        return trial.settings().runConfig().optimizer().learningRate();
    }

    /** A run whose dev loss is the learning rate over the number of epochs. */
    private static TrialFigures figures(Trial trial, int epochs) {
        int last = Math.min(epochs, trial.settings().runConfig().epochs());
        double loss = rate(trial) / last;
        return new TrialFigures(7, last, last, loss, loss, loss, 1, 100);
    }

    private boolean run(ExperimentFolder open, int atOnce, Function<Trial, @Nullable TrialFigures> early) {
        return new ExperimentRun(open, new ExperimentRun.Runner() {
            @Override
            public @Nullable TrialFigures run(Trial trial, int epochs) {
                ran.add(trial.name() + "@" + Math.min(epochs, 9));
                TrialFigures figures = early.apply(trial);
                return figures != null ? figures : figures(trial, epochs);
            }

            @Override
            public void stop() {
                ran.add("stop");
            }
        }, new ExperimentRun.Listener() {
            @Override
            public void started(Trial trial) {
                // nothing to see
            }

            @Override
            public void ended(TrialOutcome outcome, int rung, int left) {
                told.add(outcome);
            }
        }, atOnce).run();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void runsEachTrialOnceAndRanksThem(int atOnce) {
        try (ExperimentFolder open = ExperimentFolder.create(folder, false,
                sweep(new SearchMethod.Grid(), 0.3, 0.1, 0.2))) {
            assertTrue(run(open, atOnce, trial -> null));
            assertEquals(3, ran.size());
            SweepResult result = (SweepResult) open.result();
            assertEquals(List.of("trial-2", "trial-3", "trial-1"),
                    result.outcomes().stream().map(each -> each.trial().name()).toList());
            assertEquals(0, result.missing());
            assertEquals(1, result.effects().getFirst().rankCorrelation(), 1e-12);
        }
    }

    @Test
    void goesOnWhereItWasCutOffAndRepeatsNothing() throws IOException {
        try (ExperimentFolder open = ExperimentFolder.create(folder, false,
                sweep(new SearchMethod.Grid(), 0.3, 0.1, 0.2))) {
            run(open, 1, trial -> {
                if (trial.name().equals("trial-3")) {
                    throw new ResourceException("disk full", new IOException("No space left on device"));
                }
                return null;
            });
        } catch (ResourceException e) {
            assertEquals("disk full", e.getMessage());
        }
        assertEquals(List.of("trial-1@9", "trial-2@9", "trial-3@9", "stop"), ran);
        // What a crash may leave of a line.
        Files.writeString(folder.resolve("outcomes.jsonl"), "{\"trial\":\"tri", StandardOpenOption.APPEND);
        ran.clear();
        try (ExperimentFolder open = ExperimentFolder.goOn(folder, false)) {
            assertEquals(1, open.result().missing());
            assertTrue(run(open, 2, trial -> null));
            assertEquals(List.of("trial-3@9"), ran);
            assertEquals(0, open.result().missing());
        }
        assertEquals(3, Files.readAllLines(folder.resolve("outcomes.jsonl")).size());
        assertEquals(0, ExperimentFolder.open(folder).result().missing());
    }

    @Test
    void whatFailsForAReasonOfItsOwnIsRecorded() {
        try (ExperimentFolder open = ExperimentFolder.create(folder, false,
                sweep(new SearchMethod.Grid(), 0.1, 0.2, 0.3, 0.4, 0.5, 0.6))) {
            assertTrue(run(open, 1, trial -> {
                switch (trial.name()) {
                    case "trial-6" -> throw new ProviderException("cell odd fails", new IllegalStateException());
                    case "trial-1" -> throw new TrainingDivergedException("nan");
                    case "trial-2" -> throw new OutOfMemoryError("heap");
                    case "trial-3" -> throw new ResourceException("takes too much");
                    case "trial-4" -> throw new BackendUnavailableException("no GPU");
                    default -> throw new UsageException("a warmup that is too long");
                }
            }));
        }
        ExperimentFolder read = ExperimentFolder.open(folder);
        assertEquals(List.of(TrialOutcome.Reason.DIVERGED, TrialOutcome.Reason.MEMORY, TrialOutcome.Reason.MEMORY,
                TrialOutcome.Reason.BACKEND, TrialOutcome.Reason.SETTINGS, TrialOutcome.Reason.PLUGIN),
                read.result().outcomes().stream().map(each -> ((TrialOutcome.Failed) each).reason()).toList());
        assertEquals(0, read.result().missing());
        assertTrue(Double.isNaN(((SweepResult) read.result()).effects().getFirst().rankCorrelation()));
        ran.clear();
        try (ExperimentFolder open = ExperimentFolder.goOn(folder, true)) {
            assertTrue(run(open, 1, trial -> null));
            assertEquals(6, ran.size());
            assertTrue(open.result().outcomes().stream().allMatch(TrialOutcome.Finished.class::isInstance));
        }
    }

    @Test
    void whatLacksMemoryInCompanyIsTriedAlone() {
        try (ExperimentFolder open = ExperimentFolder.create(folder, false,
                sweep(new SearchMethod.Grid(), 0.1, 0.2, 0.3))) {
            List<String> before = new ArrayList<>();
            assertTrue(run(open, 3, trial -> {
                synchronized (before) {
                    if (trial.name().equals("trial-2") && !before.contains(trial.name())) {
                        before.add(trial.name());
                        throw new OutOfMemoryError("heap");
                    }
                }
                return null;
            }));
            assertEquals("trial-2@9", ran.getLast());
            assertEquals(4, ran.size());
            assertEquals(3, told.size());
            assertTrue(open.result().outcomes().stream().allMatch(TrialOutcome.Finished.class::isInstance));
        }
    }

    @Test
    void whatConcernsEveryTrialEndsTheExperiment() {
        DataException gone = new DataException("the data is gone");
        try (ExperimentFolder open = ExperimentFolder.create(folder, false, sweep(new SearchMethod.Grid(), 0.1, 0.2))) {
            assertSame(gone, assertThrows(DataException.class, () -> run(open, 1, trial -> {
                throw gone;
            })));
            assertEquals(List.of("trial-1@9", "stop"), ran);
            assertEquals(2, open.result().missing());
        }
    }

    @Test
    void stopsBetweenTrials() {
        try (ExperimentFolder open = ExperimentFolder.create(folder, false, sweep(new SearchMethod.Grid(), 0.1, 0.2))) {
            ExperimentRun[] running = new ExperimentRun[1];
            running[0] = new ExperimentRun(open, new ExperimentRun.Runner() {
                @Override
                public @Nullable TrialFigures run(Trial trial, int epochs) {
                    running[0].stop();
                    return null;
                }

                @Override
                public void stop() {
                    ran.add("stop");
                }
            }, new ExperimentRun.Listener() {
                @Override
                public void started(Trial trial) {
                    ran.add(trial.name());
                }

                @Override
                public void ended(TrialOutcome outcome, int rung, int left) {
                    told.add(outcome);
                }
            }, 1);
            assertFalse(running[0].run());
            assertEquals(List.of("trial-1", "stop"), ran);
            assertEquals(List.of(), told);
            assertEquals(2, open.result().missing());
        }
    }

    @Test
    void halvingGoesOnWithTheBest() {
        Double[] rates = {0.5, 0.3, 0.9, 0.1, 0.7, 0.2};
        ExperimentPlan.Sweep plan = sweep(new SearchMethod.Halving(6, 0, 1, 3), rates);
        try (ExperimentFolder open = ExperimentFolder.create(folder, false, plan)) {
            assertTrue(run(open, 1, trial -> {
                if (trial.name().equals("trial-3")) {
                    throw new TrainingDivergedException("nan");
                }
                return null;
            }));
        }
        assertEquals(List.of("trial-1@1", "trial-2@1", "trial-3@1", "trial-4@1", "trial-5@1", "trial-6@1", "trial-4@3",
                "trial-6@3", "trial-4@9"), ran);
        SweepResult result = (SweepResult) ExperimentFolder.open(folder).result();
        assertEquals("trial-4", result.outcomes().getFirst().trial().name());
        assertEquals(9, ((TrialOutcome.Finished) result.outcomes().getFirst()).figures().epochs());
        assertEquals(0, result.missing());
        // Over the first rung, in which all had one epoch: the loss is the rate.
        assertEquals(1, result.effects().getFirst().rankCorrelation(), 1e-12);
        assertEquals(5, result.effects().getFirst().trials());
    }

    @Test
    void aPlanIsReadAsItWasWritten() {
        ExperimentPlan.Sweep halving = sweep(new SearchMethod.Halving(3, 4, 2, 3), 0.3, 0.1, 0.2);
        ExperimentFolder.create(folder.resolve("a"), false, halving).close();
        ExperimentPlan.Sweep read = (ExperimentPlan.Sweep) ExperimentFolder.open(folder.resolve("a")).plan();
        assertEquals(halving.method(), read.method());
        assertEquals(halving.keys(), read.keys());
        assertEquals(halving.settings().runConfig(), read.settings().runConfig());
        for (int i = 0; i < 3; i++) {
            assertEquals(halving.trials().get(i).settings().runConfig(), read.trials().get(i).settings().runConfig());
            assertEquals(halving.trials().get(i).changes(), read.trials().get(i).changes());
            assertEquals(halving.trials().get(i).name(), read.trials().get(i).name());
        }
    }

    /** It is longer than what YAML readers take unless they are told to. */
    @Test
    void theLargestPlanIsReadAsItWasWritten() {
        SearchSpace space = new SearchSpace(List.of(new Dimension.Range(ConfigKey.LR, 1e-4, 1e-1, true, 0),
                new Dimension.Range(ConfigKey.SEED, 0, 9, false, 0)), new Origin.File("s"));
        SearchMethod method = new SearchMethod.Random(SearchSpace.MOST_TRIALS, 0);
        ExperimentPlan plan = new ExperimentPlan.Sweep(SHARED, method, space.keys(), space.trials(method, SHARED), "0");
        ExperimentFolder.create(folder.resolve("a"), false, plan).close();
        List<Trial> read = ExperimentFolder.open(folder.resolve("a")).plan().trials();
        assertEquals(SearchSpace.MOST_TRIALS, read.size());
        for (int i = 0; i < read.size(); i++) {
            assertEquals(plan.trials().get(i).changes(), read.get(i).changes());
            assertEquals(plan.trials().get(i).settings().runConfig(), read.get(i).settings().runConfig());
        }
    }

    @Test
    void aFolderThatHasBecomeReadOnlyIsTheDisksAndNoTrials() {
        try (ExperimentFolder open = ExperimentFolder.create(folder, false,
                sweep(new SearchMethod.Grid(), 0.1, 0.2))) {
            // As NewFolder says it, whose folder of a test would be writable for root.
            ResourceException denied = assertThrows(ResourceException.class, () -> run(open, 1, trial -> {
                throw new ResourceException("runs/trial-1 cannot be written: it is read-only",
                        new AccessDeniedException("runs/trial-1"));
            }));
            assertTrue(denied.getMessage().startsWith("runs/trial-1 cannot be written"), denied.getMessage());
            assertEquals(2, open.result().missing());
            assertThrows(ResourceException.class, () -> run(open, 1, trial -> {
                throw new ResourceException("full", new UncheckedIOException(new IOException("No space left")));
            }));
            assertEquals(2, open.result().missing());
        }
    }

    @Test
    void oneProcessWorksInAFolder() {
        ExperimentPlan plan = sweep(new SearchMethod.Grid(), 0.1);
        try (ExperimentFolder open = ExperimentFolder.create(folder, false, plan)) {
            assertSame(plan, open.plan());
            String message = assertThrows(UsageException.class, () -> ExperimentFolder.goOn(folder, false))
                    .getMessage();
            assertTrue(message.contains("is being worked on by another process"), message);
        }
        ExperimentFolder.goOn(folder, false).close();
    }

    @Test
    void refusesAFolderThatIsNoneOrIsDamaged() throws IOException {
        assertThrows(UsageException.class, () -> ExperimentFolder.open(folder));
        ExperimentFolder.create(folder, false, sweep(new SearchMethod.Grid(), 0.1)).close();
        Files.writeString(folder.resolve("outcomes.jsonl"), "{\"trial\":\"other\",\"rung\":0}\n");
        assertTrue(assertThrows(ModelFormatException.class, () -> ExperimentFolder.open(folder)).getMessage()
                .contains("which the plan beside it does not know"));
        Files.writeString(folder.resolve("experiment.yaml"), "format: 9\n");
        assertTrue(assertThrows(ModelFormatException.class, () -> ExperimentFolder.open(folder)).getMessage()
                .contains("newer version"));
    }
}
