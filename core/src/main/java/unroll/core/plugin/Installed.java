package unroll.core.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to choose from: backends, cells, optimisers and tokenizers, built in and of plugins. */
public final class Installed {
    /**
     * Where to look for what is not built in.
     *
     * @param directories folders of plugins, the order being that of their messages
     * @param started names of the plugins with whose JVM options and environment this process was started, commas between
     *     them, or null
     * @param unbuilt plugin.properties of backends that could be built
     */
    public record Places(List<PluginDirectory> directories, @Nullable String started, List<Path> unbuilt) {
        /** Copies the lists. */
        public Places {
            directories = List.copyOf(directories);
            unbuilt = List.copyOf(unbuilt);
        }
    }

    private final Backends backends;
    private final Cells cells;
    private final Optimizers optimizers;
    private final Tokenizers tokenizers;
    private final List<String> problems;

    /** What some registries have, without plugins. */
    public Installed(Backends backends, Cells cells, Optimizers optimizers, Tokenizers tokenizers) {
        this.backends = backends;
        this.cells = cells;
        this.optimizers = optimizers;
        this.tokenizers = tokenizers;
        this.problems = List.of();
    }

    private Installed(List<ProviderSource> sources, List<Plugin> plugins, List<Broken> unusable) {
        backends = new Backends(sources, unusable);
        cells = new Cells(sources, unusable);
        optimizers = new Optimizers(sources, unusable);
        tokenizers = new Tokenizers(sources, unusable);
        problems = problems(plugins, unusable);
    }

    /** What is beside Unroll on the module path or class path. */
    public static Installed builtIn() {
        ProviderSource source = ProviderSource.builtIn();
        return new Installed(new Backends(source), new Cells(source), new Optimizers(source), new Tokenizers(source));
    }

    /** The same and plugins. None of them can make this fail. */
    public static Installed find(Places places) {
        PluginSearch search = new PluginSearch(places.directories(), places.started());
        List<Plugin> plugins = search.plugins();
        List<Broken> unusable = new ArrayList<>(search.broken());
        List<ProviderSource> sources = new ArrayList<>();
        sources.add(ProviderSource.builtIn());
        sources.addAll(plugins);
        sources.add(new UnbuiltBackends(places.unbuilt(), search.names(), unusable));
        return new Installed(sources, plugins, unusable);
    }

    /** The backends. */
    public Backends backends() {
        return backends;
    }

    /** The recurrent cells. */
    public Cells cells() {
        return cells;
    }

    /** The optimisers. */
    public Optimizers optimizers() {
        return optimizers;
    }

    /** The tokenizers. */
    public Tokenizers tokenizers() {
        return tokenizers;
    }

    /** What is wrong with plugins: a line for each that cannot be used whole, with the cause and what to do. */
    public List<String> problems() {
        return problems;
    }

    private List<String> problems(List<Plugin> plugins, List<Broken> unusable) {
        List<String> lines = new ArrayList<>(unusable.stream().map(Broken::reason).toList());
        List<Registry<?>> registries = List.of(backends, cells, optimizers, tokenizers);
        for (Plugin plugin : plugins) {
            List<String> details = registries.stream().flatMap(registry -> registry.broken().stream())
                    .filter(broken -> plugin.toString().equals(broken.plugin())).map(Broken::detail).distinct()
                    .toList();
            boolean useful = registries.stream().flatMap(registry -> registry.entries().stream())
                    .anyMatch(entry -> plugin.equals(entry.plugin()));
            if (!details.isEmpty()) {
                lines.add(plugin + ": " + String.join("; ", details) + "; update it or take it away");
            } else if (!useful) {
                lines.add(plugin + ": it brings nothing: none of its META-INF/services files names a backend, a cell, "
                        + "an optimiser or a tokenizer; add one, or take it away");
            }
        }
        return List.copyOf(lines);
    }
}
