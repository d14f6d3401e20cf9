package unroll.app.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.error.TrainingDivergedException;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.core.config.BackendChoice;
import unroll.core.memory.MemoryFailure;
import unroll.core.memory.MemoryFiles;
import unroll.core.memory.MemoryOutcome;
import unroll.core.memory.MemoryResult;
import unroll.core.memory.MemoryScore;
import unroll.core.memory.MemorySettings;
import unroll.core.memory.MemoryTask;
import unroll.core.memory.MemoryTrainer;
import unroll.core.plugin.Installed;
import unroll.core.run.Provenance;
import unroll.core.train.StopRequest;

/**
 * Measures what cells remember, each at each distance with each seed, on as many cores as there are. One that diverges
 * is noted as failed, and the others go on.
 *
 * @param cells names of the cells, each with the options that it is to have: NAME or NAME:KEY=VALUE:KEY=VALUE
 * @param tasks one for each distance
 * @param settings how models are trained, one for each seed
 * @param backend what computes
 */
public record MemoryJob(List<String> cells, List<MemoryTask> tasks, List<MemorySettings> settings,
        BackendChoice backend) {
    /**
     * What it gives.
     *
     * @param folder where it was written, or null where it was stopped
     * @param result what was measured, or null where it was stopped
     * @param exitCode with which the process is to end where it was stopped; else 0
     */
    public record Outcome(@Nullable Path folder, @Nullable MemoryResult result, int exitCode) {
    }

    /**
     * Does it.
     *
     * @param notes is told how it goes
     */
    public Outcome run(Surroundings surroundings, OutputFolder output, Consumer<MemoryOutcome> notes,
            Consumer<String> warnings) {
        Installed installed = surroundings.installed().get();
        for (String cell : cells) {
            // A wrong name is known before the first is trained.
            cell(installed, cell);
        }
        int threads;
        Provenance provenance;
        try (Backend opened = installed.backends().open(backend)) {
            opened.notices().forEach(warnings);
            threads = backend.threads() == 0 && opened.capabilities().contains(Capability.SEVERAL_INSTANCES)
                    ? Runtime.getRuntime().availableProcessors()
                    : 1;
            provenance = Provenance.of("sequences drawn from the seeds", "", 0, opened.name(), opened.device().id(),
                    threads > 1 ? 1 : backend.threads(), surroundings.commandLine());
        }
        Path folder = output.place(surroundings);
        MemoryFiles.create(folder, output.overwrite())
                .ifPresent(old -> warnings.accept("the folder that was there is now " + old));
        StopRequest stop = new StopRequest();
        AtomicInteger exitCode = new AtomicInteger();
        Interruption.Watch watch = surroundings.interruption().watch(code -> {
            exitCode.set(code);
            stop.make();
        });
        List<MemoryOutcome> outcomes;
        try {
            outcomes = outcomes(installed, threads, stop, notes);
        } finally {
            watch.close();
        }
        if (outcomes == null) {
            return new Outcome(null, null, exitCode.get());
        }
        MemoryResult result = new MemoryResult(tasks.getFirst().symbols(), cells,
                tasks.stream().map(MemoryTask::distance).toList(), only(outcomes, MemoryScore.class),
                only(outcomes, MemoryFailure.class), settings.getFirst());
        // Not before: a folder of what was stopped stays empty, and the same command finds the place as it was.
        provenance.write(folder);
        MemoryFiles.write(folder, result);
        return new Outcome(folder, result, 0);
    }

    private static <T extends MemoryOutcome> List<T> only(List<MemoryOutcome> outcomes, Class<T> type) {
        return outcomes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Cell cell(Installed installed, String text) {
        String[] parts = text.split(":", -1);
        Map<String, String> options = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 1) {
                throw new UsageException("--cells: expected NAME or NAME:KEY=VALUE, found '" + text + "'");
            }
            options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return installed.cells().create(parts[0], options);
    }

    private @Nullable List<MemoryOutcome> outcomes(Installed installed, int threads, StopRequest stop,
            Consumer<MemoryOutcome> notes) {
        List<Future<@Nullable MemoryOutcome>> waiting = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (String cell : cells) {
                for (MemoryTask task : tasks) {
                    for (MemorySettings each : settings) {
                        waiting.add(executor.submit(() -> outcome(installed, cell, task, each, threads, stop)));
                    }
                }
            }
            try {
                return gathered(waiting, notes);
            } catch (RuntimeException | Error e) {
                // before the executor's close, which waits for all
                stop.make();
                throw e;
            }
        }
    }

    private @Nullable MemoryOutcome outcome(Installed installed, String cell, MemoryTask task, MemorySettings each,
            int threads, StopRequest stop) {
        if (stop.isMade()) {
            return null;
        }
        BackendChoice one = threads > 1 ? new BackendChoice(backend.name(), backend.device(), 1) : backend;
        try (Backend opened = installed.backends().open(one)) {
            return new MemoryTrainer(opened, task, each, cell(installed, cell), installed.optimizers()).run(cell, stop);
        } catch (TrainingDivergedException e) {
            return new MemoryFailure(cell, task.distance(), each.seed(), String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable List<MemoryOutcome> gathered(List<Future<@Nullable MemoryOutcome>> waiting,
            Consumer<MemoryOutcome> notes) {
        List<MemoryOutcome> outcomes = new ArrayList<>();
        for (Future<@Nullable MemoryOutcome> each : waiting) {
            try {
                MemoryOutcome outcome = each.get();
                if (outcome == null) {
                    return null;
                }
                notes.accept(outcome);
                outcomes.add(outcome);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return outcomes;
    }
}
