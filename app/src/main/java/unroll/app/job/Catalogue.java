package unroll.app.job;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import unroll.api.nn.CellProvider;
import unroll.api.optim.OptimizerProvider;
import unroll.api.text.TokenizerProvider;
import unroll.core.plugin.Installed;
import unroll.core.plugin.Registry;
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

    private final Supplier<Installed> installed;

    /** The catalogue of what is installed, which is looked for when it is asked. */
    public Catalogue(Supplier<Installed> installed) {
        this.installed = installed;
    }

    /** All of it. */
    public List<Section> sections() {
        return List.of(cells(), optimizers(), schedules(), tokenizers());
    }

    /** Why plugins cannot be used, a line each. */
    public List<String> problems() {
        return installed.get().problems();
    }

    /** The recurrent cells. */
    public Section cells() {
        return section("cell", "Cells", installed.get().cells(), CellProvider::description);
    }

    /** The optimisers. */
    public Section optimizers() {
        return section("optimizer", "Optimisers", installed.get().optimizers(), OptimizerProvider::description);
    }

    /** The schedules of the learning rate. */
    public Section schedules() {
        return new Section("schedule", "Schedules",
                Schedules.names().stream().map(name -> new Entry(name, Schedules.description(name))).toList());
    }

    /** The tokenizers. */
    public Section tokenizers() {
        return section("tokenizer", "Tokenizers", installed.get().tokenizers(), TokenizerProvider::description);
    }

    private static <P> Section section(String key, String title, Registry<P> registry,
            Function<P, String> description) {
        return new Section(key, title,
                registry.entries().stream()
                        .map(each -> new Entry(each.name(), Registry.describe(each.provider(), description))).toList());
    }
}
