package unroll.app.job;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import unroll.api.nn.CellProvider;
import unroll.api.optim.OptimizerProvider;
import unroll.api.text.TokenizerProvider;
import unroll.core.plugin.Broken;
import unroll.core.plugin.Cells;
import unroll.core.plugin.Optimizers;
import unroll.core.plugin.Registry;
import unroll.core.plugin.Tokenizers;
import unroll.core.schedule.Schedules;

/** What a configuration can name beside a backend. */
public final class Catalogue {
    /**
     * What users choose by its name.
     *
     * @param name the name
     * @param description one line
     */
    public record Entry(String name, String description) {
    }

    /**
     * What can be chosen for one setting.
     *
     * @param key the setting's name in files
     * @param title what such things are called
     * @param entries by name
     */
    public record Section(String key, String title, List<Entry> entries) {
    }

    private final Cells cells;
    private final Optimizers optimizers;
    private final Tokenizers tokenizers;

    /** The catalogue of some registries. */
    public Catalogue(Cells cells, Optimizers optimizers, Tokenizers tokenizers) {
        this.cells = cells;
        this.optimizers = optimizers;
        this.tokenizers = tokenizers;
    }

    /** The catalogue of what is installed. */
    public static Catalogue installed() {
        return new Catalogue(Cells.installed(), Optimizers.installed(), Tokenizers.installed());
    }

    /** All of it. */
    public List<Section> sections() {
        return List.of(cells(), optimizers(), schedules(), tokenizers());
    }

    /** Why the rest cannot be had, a line each. */
    public List<String> problems() {
        return Stream.of(cells, optimizers, tokenizers).flatMap(registry -> registry.broken().stream())
                .map(Broken::reason).distinct().toList();
    }

    /** The recurrent cells. */
    public Section cells() {
        return section("cell", "Cells", cells, CellProvider::name, CellProvider::description);
    }

    /** The optimisers. */
    public Section optimizers() {
        return section("optimizer", "Optimisers", optimizers, OptimizerProvider::name,
                OptimizerProvider::description);
    }

    /** The schedules of the learning rate. */
    public Section schedules() {
        return new Section("schedule", "Schedules",
                Schedules.names().stream().map(name -> new Entry(name, Schedules.description(name))).toList());
    }

    /** The tokenizers. */
    public Section tokenizers() {
        return section("tokenizer", "Tokenizers", tokenizers, TokenizerProvider::name,
                TokenizerProvider::description);
    }

    private static <P> Section section(String key, String title, Registry<P> registry, Function<P, String> name,
            Function<P, String> description) {
        return new Section(key, title,
                registry.all().stream().map(each -> new Entry(name.apply(each), description.apply(each))).toList());
    }
}
