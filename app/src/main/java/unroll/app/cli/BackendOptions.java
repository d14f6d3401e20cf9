package unroll.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unroll.app.job.BackendSelection;
import unroll.app.job.Surroundings;
import unroll.core.config.BackendChoice;

/** The options that say what computes. */
final class BackendOptions {
    @Option(names = "--backend", paramLabel = "NAME[:DEVICE]", order = 60,
            completionCandidates = Names.OfBackends.class,
            description = "what computes (default: $UNROLL_BACKEND, else the default that 'unroll backends' shows)")
    private @Nullable String backend;

    @Option(names = "--threads", paramLabel = "N", order = 61,
            description = "threads to compute with (default: the backend's choice)")
    private @Nullable Integer threads;

    @Nullable
    String name() {
        return backend;
    }

    @Nullable
    Integer threads() {
        return threads;
    }

    BackendChoice choice(Surroundings surroundings) {
        return BackendSelection.choose(backend, threads, surroundings);
    }
}
