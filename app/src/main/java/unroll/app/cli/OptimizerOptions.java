package unroll.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unroll.core.config.ConfigKey;

/** How gradients change the weights of a run. */
final class OptimizerOptions {
    @Option(names = "--optimizer", paramLabel = "OPTIMIZER", order = 1, completionCandidates = Names.OfOptimizers.class,
            description = "${COMPLETION-CANDIDATES} (default: adam)")
    private @Nullable String optimizer;

    @Option(names = "--optimizer-option", paramLabel = "KEY=VALUE", order = 2,
            description = "an option of the optimiser; may be repeated")
    private @Nullable List<String> optimizerOptions;

    @Option(names = "--lr", paramLabel = "RATE", order = 3, description = "learning rate (default: 0.001)")
    private @Nullable Double learningRate;

    @Option(names = "--weight-decay", paramLabel = "X", order = 4,
            description = "weight decay (default: the optimiser's)")
    private @Nullable Double weightDecay;

    @Option(names = "--schedule", paramLabel = "SCHEDULE", order = 5, completionCandidates = Names.OfSchedules.class,
            description = "how the learning rate changes: ${COMPLETION-CANDIDATES} (default: constant)")
    private @Nullable String schedule;

    @Option(names = "--schedule-option", paramLabel = "KEY=VALUE", order = 6,
            description = "an option of the schedule; may be repeated")
    private @Nullable List<String> scheduleOptions;

    @Option(names = "--max-grad-norm", paramLabel = "NORM", order = 7,
            description = "clip the gradients to this norm (default: no clipping)")
    private @Nullable Double maxGradNorm;

    @Option(names = "--clip-value", paramLabel = "X", order = 8,
            description = "or clip each element of them to -X to X")
    private @Nullable Double clipValue;

    void addTo(Given given) {
        given.add(ConfigKey.OPTIMIZER, optimizer).addOptions(ConfigKey.OPTIMIZER_OPTIONS, optimizerOptions)
                .add(ConfigKey.LR, learningRate).add(ConfigKey.WEIGHT_DECAY, weightDecay)
                .add(ConfigKey.SCHEDULE, schedule).addOptions(ConfigKey.SCHEDULE_OPTIONS, scheduleOptions)
                .add(ConfigKey.MAX_GRAD_NORM, maxGradNorm).add(ConfigKey.CLIP_VALUE, clipValue);
    }
}
