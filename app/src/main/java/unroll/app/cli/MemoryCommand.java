package unroll.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.api.error.UsageException;
import unroll.app.console.Console;
import unroll.app.job.MemoryJob;
import unroll.app.job.Surroundings;
import unroll.app.report.MemoryReport;
import unroll.core.memory.MemoryFiles;
import unroll.core.memory.MemoryResult;
import unroll.core.memory.MemorySettings;
import unroll.core.memory.MemoryTask;

/** Measures what cells remember. */
@Command(name = "memory", sortOptions = false, abbreviateSynopsis = true,
        description = "Measures across how many steps each cell remembers: a symbol is shown, noise follows, and the "
                + "model is asked which symbol it was.",
        optionListHeading = "%nOptions:%n", footer = {
            "", "If a model diverges the others go on; the command then ends with 1.", "", "Examples:",
            "  unroll memory", "  unroll memory --cells rnn,lstm --steps 5,10,20,40 --seeds 5"})
final class MemoryCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1000;

    private final Context context;

    @Option(names = "--cells", paramLabel = "CELL[:KEY=VALUE]", split = ",", order = 1,
            description = "cells: A,B,..., with options after a colon (default: rnn,gru,lstm,lstm:forget_bias=1)")
    private List<String> cells = List.of("rnn", "gru", "lstm", "lstm:forget_bias=1");

    @Option(names = "--steps", paramLabel = "N", split = ",", order = 2,
            description = "steps from the symbol to the question: N,M,... (default: 5,10,20)")
    private List<Integer> steps = List.of(5, 10, 20);

    @Option(names = "--symbols", paramLabel = "N", order = 3,
            description = "symbols, of which one is shown (default: ${DEFAULT-VALUE})")
    private int symbols = 8;

    @Option(names = "--seeds", paramLabel = "N", order = 4,
            description = "seeds, counted on from 0 (default: ${DEFAULT-VALUE})")
    private int seeds = 3;

    @Option(names = "--hidden", paramLabel = "N", order = 5,
            description = "width of the hidden state (default: ${DEFAULT-VALUE})")
    private int hidden = 32;

    @Option(names = "--updates", paramLabel = "N", order = 6,
            description = "optimiser steps, each on new sequences (default: ${DEFAULT-VALUE})")
    private int updates = 2000;

    @Option(names = "--batch", paramLabel = "N", order = 7,
            description = "sequences of a step (default: ${DEFAULT-VALUE})")
    private int batch = 32;

    @Option(names = "--lr", paramLabel = "LR", order = 8, description = "Adam's rate (default: ${DEFAULT-VALUE})")
    private double learningRate = 0.003;

    @Mixin
    private ResultOptions results = new ResultOptions();

    @Mixin
    private BackendOptions backend = new BackendOptions();

    MemoryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new UsageException("--seeds must be 1 to " + MOST_SEEDS + ", found " + seeds);
        }
        List<MemorySettings> settings = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            settings.add(new MemorySettings(hidden, updates, batch, learningRate, seed));
        }
        Surroundings surroundings = context.surroundings();
        Console console = context.console().quiet(results.quiet());
        MemoryJob job = new MemoryJob(Distinct.of("--cells", cells.stream().map(String::strip).toList()),
                Distinct.of("--steps", steps).stream().map(distance -> new MemoryTask(symbols, distance)).toList(),
                settings, backend.choice(surroundings));
        context.findInstalled(console);
        MemoryJob.Outcome outcome = job.run(surroundings, results.output("memory"),
                each -> console.note(MemoryReport.line(each)), console::warning);
        MemoryResult result = outcome.result();
        if (result == null || outcome.folder() == null) {
            console.err().line("unroll: stopped; nothing is kept of it");
            return outcome.exitCode();
        }
        ReportFile.write(console, outcome.folder());
        if (results.json()) {
            console.out().text(MemoryFiles.json(result));
        } else {
            console.note("");
            MemoryReport.lines(result, outcome.folder()).forEach(console.out()::line);
        }
        if (!result.failures().isEmpty()) {
            console.error(MemoryReport.failures(result));
            return App.FAILED;
        }
        return App.OK;
    }
}
