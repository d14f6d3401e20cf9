package unroll.core.cell;

import java.util.Map;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;
import unroll.api.options.Options;

/** Provides the GRU whose reset gate comes before the recurrent product. */
public final class GruV1Provider implements CellProvider {
    /** For the service loader. */
    public GruV1Provider() {
    }

    @Override
    public String name() {
        return "gru-v1";
    }

    @Override
    public String description() {
        return "the first GRU (Cho et al., 2014): the reset gate before the recurrent product";
    }

    @Override
    public Cell create(Map<String, String> options) {
        new Options("cell gru-v1", options).end();
        return new GruV1Cell();
    }
}
