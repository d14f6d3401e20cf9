package unroll.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unroll.app.job.OutputFolder;

/** Where the results of many runs are written, and how they are shown. */
final class ResultOptions {
    @Option(names = "--out", paramLabel = "DIR", order = 20,
            description = "folder of the results (default: a new one under runs)")
    private @Nullable String out;

    @Option(names = "--overwrite", order = 21, description = "if that folder is in use, move it aside")
    private boolean overwrite;

    @Option(names = "--json", order = 79, description = "print the results as JSON")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, order = 80, description = "show results and errors only")
    private boolean quiet;

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    /** Which of the options for the folder was given, or null. */
    @Nullable
    String ofFolder() {
        return out != null ? "--out" : overwrite ? "--overwrite" : null;
    }

    OutputFolder output(String stem) {
        return new OutputFolder(out, overwrite, stem);
    }
}
