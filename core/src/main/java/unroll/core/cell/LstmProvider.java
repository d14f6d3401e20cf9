package unroll.core.cell;

import java.util.Map;
import unroll.api.composite.LstmRecurrence;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;
import unroll.api.nn.StandardCell;
import unroll.api.options.Options;

/**
 * Provides torch.nn.LSTM's cell. Option forget_bias: the forget gate's bias at first, in place of PyTorch's drawn ones.
 */
public final class LstmProvider implements CellProvider {
    private static final String FORGET_BIAS = "forget_bias";
    private static final int FORGET_GATE = 1;
    private static final double FAR = 100;

    /** For the service loader. */
    public LstmProvider() {
    }

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public String description() {
        return "long short-term memory, torch.nn.LSTM; option forget_bias sets the forget gate's bias at first";
    }

    @Override
    public Cell create(Map<String, String> options) {
        Options given = new Options("cell lstm", options);
        boolean isSet = given.has(FORGET_BIAS);
        double bias = given.number(FORGET_BIAS, 0, -FAR, FAR);
        given.end();
        return new StandardCell(LstmRecurrence.LSTM, isSet ? Map.of(FORGET_GATE, bias) : Map.of());
    }
}
