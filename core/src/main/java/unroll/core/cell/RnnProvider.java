package unroll.core.cell;

import java.util.List;
import java.util.Map;
import unroll.api.composite.Recurrence;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;
import unroll.api.nn.StandardCell;
import unroll.api.options.Options;

/** Provides torch.nn.RNN's cell. Option nonlinearity, tanh or relu, by default tanh. */
public final class RnnProvider implements CellProvider {
    /** For the service loader. */
    public RnnProvider() {
    }

    @Override
    public String name() {
        return "rnn";
    }

    @Override
    public String description() {
        return "Elman's network, torch.nn.RNN: tanh, or relu by the option nonlinearity";
    }

    @Override
    public Cell create(Map<String, String> options) {
        Options given = new Options("cell rnn", options);
        String nonlinearity = given.choice("nonlinearity", "tanh", List.of("tanh", "relu"));
        given.end();
        Recurrence recurrence = nonlinearity.equals("relu") ? ReluRecurrence.RELU : TanhRecurrence.TANH;
        return new StandardCell(recurrence);
    }
}
