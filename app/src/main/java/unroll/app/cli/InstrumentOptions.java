package unroll.app.cli;

import picocli.CommandLine.Option;
import unroll.app.job.Instruments;

/** The options for those who look closer at a training. */
final class InstrumentOptions {
    @Option(names = "--composed", order = 1,
            description = "compute every composition by its definition, without kernels")
    private boolean composed;

    @Option(names = "--profile", order = 2, description = "show at the end how long each operation took")
    private boolean profile;

    @Option(names = "--check-finite", order = 3,
            description = "stop at the first operation that makes an infinity or NaN; slow")
    private boolean checkFinite;

    @Option(names = "--log-gradients", order = 4,
            description = "note the norm of each parameter's gradient in metrics.jsonl and the report")
    private boolean logGradients;

    @Option(names = "--tensorboard", order = 5, description = "write event files for TensorBoard into the run's folder")
    private boolean tensorboard;

    Instruments chosen() {
        return new Instruments(composed, checkFinite, profile, logGradients, tensorboard);
    }
}
