package unroll.core.plugin;

import java.io.IOException;
import java.nio.file.Path;
import unroll.api.backend.BackendProvider;
import unroll.api.nn.CellProvider;
import unroll.api.optim.OptimizerProvider;
import unroll.api.text.TokenizerProvider;

/** Sources of small providers, each of a name given to it. */
final class SampleSources {
    private SampleSources() {
    }

    /** A cell; more members may come with it. */
    static String cell(String name, String members) {
        return """
                public String name() { return "%s"; }
                public String description() { return "a sample"; }
                public unroll.api.nn.Cell create(java.util.Map<String, String> options) {
                    return new unroll.api.nn.Cell() {
                        public unroll.api.composite.Recurrence recurrence() {
                            return unroll.api.composite.TanhRecurrence.TANH;
                        }
                        public Weights parameters(int layer, int inputSize, int hiddenSize) {
                            throw new UnsupportedOperationException(getClass().getName());
                        }
                    };
                }
                %s
                """.formatted(name, members);
    }

    static String cell(String name) {
        return cell(name, "");
    }

    static String optimizer(String name) {
        return """
                public String name() { return "%s"; }
                public String description() { return "a sample"; }
                public unroll.api.optim.Optimizer create(java.util.Map<String, String> options) {
                    throw new java.util.MissingResourceException("no rates", "a", "b");
                }
                """.formatted(name);
    }

    static String tokenizer(String name) {
        return """
                public String name() { return "%s"; }
                public String description() { return "a sample"; }
                public boolean reads(String modelType) { return false; }
                public unroll.api.text.Tokenizer load(String json) { throw new UnsupportedOperationException(); }
                public unroll.api.text.Tokenizer train(java.util.List<String> items,
                        java.util.Map<String, String> options) {
                    throw new unroll.api.error.UsageException("trained on " + items);
                }
                """.formatted(name);
    }

    static String backend(String name, String members) {
        return """
                public String name() { return "%s"; }
                public String description() { return "a sample"; }
                public unroll.api.backend.Probe probe() {
                    return new unroll.api.backend.Probe.Available(java.util.List.of(
                            new unroll.api.backend.Device("cpu", "a processor", 1)));
                }
                public unroll.api.backend.Backend open(unroll.api.backend.OpenOptions options) {
                    throw new unroll.api.error.UsageException("opened with " + options.threads() + " threads");
                }
                %s
                """.formatted(name, members);
    }

    /** The lines of a plugin.properties that is right. */
    static String[] properties(String name, String... more) {
        String[] lines = new String[3 + more.length];
        lines[0] = "name=" + name;
        lines[1] = "version=1.2";
        lines[2] = "api=1";
        System.arraycopy(more, 0, lines, 3, more.length);
        return lines;
    }

    /** A plugin with one cell of the same name. */
    static PluginMaker withCell(Path scratch, String name) throws IOException {
        return new PluginMaker(scratch).provider(CellProvider.class, "Sample", cell(name));
    }

    /** A plugin with one provider of each kind, all of one name. */
    static PluginMaker withAll(Path scratch, String name) throws IOException {
        return new PluginMaker(scratch).provider(CellProvider.class, "SampleCell", cell(name))
                .provider(OptimizerProvider.class, "SampleOptimizer", optimizer(name))
                .provider(TokenizerProvider.class, "SampleTokenizer", tokenizer(name))
                .provider(BackendProvider.class, "SampleBackend", backend(name, ""));
    }
}
