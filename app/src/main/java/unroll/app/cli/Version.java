package unroll.app.cli;

import picocli.CommandLine.IVersionProvider;
import unroll.core.run.UnrollVersion;

/** The version of Unroll, and of the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"unroll " + UnrollVersion.current() + ", Java " + Runtime.version()};
    }
}
