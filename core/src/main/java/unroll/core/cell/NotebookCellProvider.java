package unroll.core.cell;

import java.util.Map;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;

/** Provides the lecture's cell. */
public final class NotebookCellProvider implements CellProvider {
    /** For the service loader. */
    public NotebookCellProvider() {
    }

    @Override
    public String name() {
        return "notebook";
    }

    @Override
    public String description() {
        return "the lecture's RNNCell: tanh(Wh h + Wx x), two biases";
    }

    @Override
    public Cell create(Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new UsageException("cell notebook has no options, found " + options.keySet());
        }
        return new NotebookCell();
    }
}
