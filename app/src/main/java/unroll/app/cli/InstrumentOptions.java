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

    Instruments chosen() {
        return new Instruments(composed, checkFinite, profile);
    }
}
