package unroll.core.cell;

import java.util.Map;
import unroll.api.composite.GruRecurrence;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;
import unroll.api.nn.StandardCell;
import unroll.api.options.Options;

/** Provides torch.nn.GRU's cell. */
public final class GruProvider implements CellProvider {
    /** For the service loader. */
    public GruProvider() {
    }

    @Override
    public String name() {
        return "gru";
    }

    @Override
    public String description() {
        return "gated recurrent unit, torch.nn.GRU: the reset gate after the recurrent product";
    }

    @Override
    public Cell create(Map<String, String> options) {
        new Options("cell gru", options).end();
        return new StandardCell(GruRecurrence.GRU);
    }
}
