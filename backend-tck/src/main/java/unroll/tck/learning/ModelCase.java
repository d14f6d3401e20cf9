package unroll.tck.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unroll.api.composite.ReluRecurrence;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;
import unroll.core.cell.RnnProvider;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;

/**
 * A small model of a cell.
 *
 * @param name the cell, and what the model has
 * @param cell the cell
 * @param model the model
 * @param lowest of its weights: above zero where a unit could fall silent, and with it what is to be seen
 * @param highest of its weights: small where a state could grow without bound, and hide what is added to it
 */
record ModelCase(String name, Cell cell, LanguageModel model, double lowest, double highest) {

    /** Small enough that a batch can have more tokens than that: a model then projects the table, not the batch. */
    static final int VOCABULARY = 9;

    private static final double LARGE = 0.7;
    private static final double SMALL = 0.25;
    private static final double POSITIVE = 0.01;
    private static final int HIDDEN = 6;
    private static final int NARROW = 4;
    private static final ModelOptions LEARNED = new ModelOptions(0, false, true);
    private static final ModelOptions TIED = new ModelOptions(0, true, false);
    private static final ModelOptions BOTH = new ModelOptions(0, true, true);

    /** Every cell on the path with one layer and, where it can have them, two. */
    static List<ModelCase> all() {
        List<ModelCase> cases = new ArrayList<>();
        for (CellProvider provider : InstalledCells.all()) {
            add(cases, provider.name(), provider.create(Map.of()));
        }
        add(cases, "rnn of relu", new RnnProvider().create(Map.of("nonlinearity", "relu")));
        return cases;
    }

    private static void add(List<ModelCase> cases, String name, Cell cell) {
        add(cases, name, cell, 1, HIDDEN, ModelOptions.NONE);
        add(cases, name, cell, 1, NARROW, LEARNED);
        add(cases, name, cell, 1, HIDDEN, TIED);
        if (hasLayer(cell, 1)) {
            add(cases, name, cell, 2, NARROW, ModelOptions.NONE);
            add(cases, name, cell, 2, HIDDEN, BOTH);
        }
    }

    private static boolean hasLayer(Cell cell, int layer) {
        try {
            cell.parameters(layer, HIDDEN, HIDDEN);
            return true;
        } catch (UsageException e) {
            return false;
        }
    }

    private static void add(List<ModelCase> cases, String cellName, Cell cell, int layers, int embedding,
            ModelOptions options) {
        String name = cellName + (layers == 1 ? ", one layer" : ", " + layers + " layers")
                + (embedding == HIDDEN ? "" : ", a narrow embedding") + (options.tieWeights() ? ", tied weights" : "")
                + (options.learnedState() ? ", a learned state" : "");
        boolean relu = cell.recurrence().equals(ReluRecurrence.RELU);
        cases.add(new ModelCase(name, cell,
                new LanguageModel(new ModelSize(VOCABULARY, embedding, HIDDEN, layers), options, cell),
                relu ? POSITIVE : -LARGE, relu ? SMALL : LARGE));
    }
}
