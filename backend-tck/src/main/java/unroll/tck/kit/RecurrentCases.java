package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;

/**
 * The layer of each standard recurrence over packed batches: sequences of one length and of several, one sequence, one
 * step, many that end early; initial states that are not zero; a row for each token, or rows of a table.
 */
final class RecurrentCases {
    /** The standard recurrences. */
    static final List<Recurrence> RECURRENCES = List.of(TanhRecurrence.TANH, ReluRecurrence.RELU, GruRecurrence.GRU,
            LstmRecurrence.LSTM);

    private static final int TABLE_ROWS = 4;

    private record Size(int hidden, int... lengths) {
    }

    private static final List<Size> SIZES = List.of(new Size(1, 1), new Size(3, 1, 1, 1), new Size(8, 6),
            new Size(5, 4, 4, 4), new Size(3, 7, 5, 5, 2, 1), new Size(16, 3, 1, 1, 1),
            new Size(8, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1), new Size(15, 4, 3, 1),
            new Size(16, 4, 3, 1), new Size(17, 4, 3, 1), new Size(33, 4, 3, 1));

    private RecurrentCases() {
    }

    static void add(List<CompositionCase<?>> cases, Draw draw) {
        for (Recurrence recurrence : RECURRENCES) {
            for (Size size : SIZES) {
                Packing packing = Packing.of(size.lengths());
                Indices rows = draw.indices(packing.total(), TABLE_ROWS);
                cases.add(layer(draw, recurrence, packing, size.hidden(), null, packing.total()));
                cases.add(layer(draw, recurrence, packing, size.hidden(), rows, TABLE_ROWS));
                cases.add(layer(draw, recurrence, packing, size.hidden(), rows, TABLE_ROWS + 2));
            }
        }
    }

    /** For each recurrence one layer that has a row for each token. */
    static void addOneOfEach(List<CompositionCase<?>> cases, Draw draw, int hidden, int... lengths) {
        Packing packing = Packing.of(lengths);
        for (Recurrence recurrence : RECURRENCES) {
            cases.add(layer(draw, recurrence, packing, hidden, null, packing.total()));
        }
    }

    static CompositionCase<RecurrentLayer.Sequence> layer(Draw draw, Recurrence recurrence, Packing packing, int hidden,
            @Nullable Indices rows, int sourceRows) {
        double bound = 1 / Math.sqrt(hidden);
        int width = recurrence.gates() * hidden;
        List<Values> inputs = new ArrayList<>();
        inputs.add(draw.uniform(Shape.of(sourceRows, width)));
        for (int i = 0; i < recurrence.states().size(); i++) {
            inputs.add(draw.uniform(Shape.of(packing.batch(), hidden), -0.5, 0.5));
        }
        inputs.add(draw.uniform(Shape.of(width, hidden), -bound, bound));
        inputs.add(draw.uniform(Shape.of(width), -bound, bound));
        String name = packing.batch() + " sequences, " + packing.steps() + " steps, " + packing.total()
                + " tokens, hidden " + hidden + (rows == null ? "" : ", rows of a table of " + sourceRows);
        return new CompositionCase<>(name, new RecurrentLayer(recurrence), new RecurrentLayer.Sequence(packing, rows),
                List.copyOf(inputs), true);
    }
}
