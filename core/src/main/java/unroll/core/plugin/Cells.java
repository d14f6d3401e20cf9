package unroll.core.plugin;

import unroll.api.nn.CellProvider;

/** The recurrent cells that are there. */
public final class Cells extends Registry<CellProvider> {
    /** Those of some sources. */
    public Cells(ProviderSource... sources) {
        super("cell", CellProvider.class, CellProvider::name, sources);
    }

    /** Those installed beside Unroll. */
    public static Cells installed() {
        return new Cells(ProviderSource.installed());
    }
}
