package unroll.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;

/** The options of every experiment: where it is written, how much at once, how it goes on. */
final class ExperimentOptions {
    @Option(names = "--jobs", paramLabel = "N", order = 10,
            description = "runs at a time (default: the cores; each run then computes with one thread)")
    private @Nullable Integer jobs;

    @Option(names = "--resume", paramLabel = "DIR", order = 22,
            description = "go on with the experiment in this folder; what has ended is not run again")
    private @Nullable String resume;

    @Option(names = "--retry", order = 23, description = "with --resume, run again what failed")
    private boolean retry;

    @Mixin
    private ResultOptions results = new ResultOptions();

    @Nullable
    Integer jobs() {
        return jobs;
    }

    /** The folder to go on in, or null for a new experiment. */
    @Nullable
    String resume() {
        if (resume == null && retry) {
            throw new UsageException("--retry is for an experiment that goes on; add --resume DIR");
        }
        return resume;
    }

    boolean retry() {
        return retry;
    }

    ResultOptions results() {
        return results;
    }

    /**
     * Refuses what cannot change when an experiment goes on.
     *
     * @param given settings from other options
     * @param other another option that was given, or null
     */
    void refuseBesideResume(LayeredConfig given, @Nullable String other) {
        String found = other != null ? other : results.ofFolder();
        for (ConfigKey key : ConfigKey.values()) {
            if (found == null && given.has(key)) {
                found = key.flag();
            }
        }
        if (found != null) {
            throw new UsageException("--resume goes on with the plan in the folder; leave out " + found);
        }
    }
}
