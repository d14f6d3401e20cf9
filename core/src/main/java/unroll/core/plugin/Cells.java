package unroll.core.plugin;

import java.util.List;
import java.util.Map;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;

/** The recurrent cells that are there. */
public final class Cells extends Registry<CellProvider> {
    /** Those of some sources. */
    public Cells(ProviderSource... sources) {
        this(List.of(sources), List.of());
    }

    Cells(List<? extends ProviderSource> sources, List<Broken> unusable) {
        super("cell", CellProvider.class, CellProvider::name, sources, unusable);
    }

    /**
     * Makes a cell.
     *
     * @param options what the configuration says of it, by key
     * @throws unroll.api.error.UsageException if there is no such cell, or it doesn't take the options
     * @throws unroll.api.error.ProviderException if its provider fails
     */
    public Cell create(String name, Map<String, String> options) {
        return made(name, provider -> provider.create(options));
    }
}
