package unroll.tck.learning;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.nn.Cell;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.core.data.PackedBatch;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.optim.Adam;
import unroll.core.optim.Clipping;
import unroll.core.train.TrainingStep;
import unroll.tck.golden.GoldenFile;

/** One cell's model of a file of figures, on a backend, with the file's weights and batch. */
final class GoldenModel implements AutoCloseable {
    private static final int NO_PADDING = -1;

    private final Backend backend;
    private final GoldenFile file;
    private final LanguageModel model;
    private final Parameters parameters;
    private final TrainingStep step;

    /** What the parameters are called decides whether weights are tied and whether the state is learned. */
    GoldenModel(Backend backend, DType dtype, GoldenFile file, GoldenFile.CellFigures figures, Cell cell) {
        this.backend = backend;
        this.file = file;
        boolean learned = figures.has("rnn." + cell.recurrence().states().get(0) + "0_l0");
        this.model = new LanguageModel(
                new ModelSize(file.vocabulary(), file.embedding(), file.hidden(), file.layers()),
                new ModelOptions(0, !figures.has("output.weight"), learned), cell);
        Adam adam = new Adam(figures.constants());
        this.parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()), dtype,
                adam.stateNames());
        ParameterTransfer.load(backend, figures.parameters(), parameters.values());
        Integer pad = file.pad();
        Double maxNorm = figures.clipGradNorm();
        this.step = new TrainingStep(model, adam, parameters, maxNorm == null ? null : new Clipping.Norm(maxNorm),
                pad == null ? NO_PADDING : pad);
    }

    LanguageModel model() {
        return model;
    }

    Parameters parameters() {
        return parameters;
    }

    TrainingStep step() {
        return step;
    }

    /** The rows as they are in the file, padding and all. */
    PackedBatch padded() {
        int[] rows = new int[file.x().length];
        int[] lengths = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
            lengths[row] = file.x()[row].length;
        }
        return batch(rows, lengths);
    }

    /** Some rows without the padding at their ends, the longest first. */
    PackedBatch packed(int... rows) {
        int[] lengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            int place = i;
            // of equal lengths the one that came first stays first
            while (place > 0 && lengths[place - 1] < file.length(row)) {
                rows[place] = rows[place - 1];
                lengths[place] = lengths[place - 1];
                place--;
            }
            rows[place] = row;
            lengths[place] = file.length(row);
        }
        return batch(rows, lengths);
    }

    /** All rows without their padding. */
    PackedBatch packed() {
        int[] rows = new int[file.x().length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        return packed(rows);
    }

    private PackedBatch batch(int[] rows, int[] lengths) {
        Packing packing = Packing.of(lengths);
        int[] tokens = new int[packing.total()];
        int[] targets = new int[packing.total()];
        int counted = 0;
        for (int t = 0; t < packing.steps(); t++) {
            for (int i = 0; i < packing.rows(t); i++) {
                int at = packing.offset(t) + i;
                tokens[at] = file.x()[rows[i]][t];
                targets[at] = file.y()[rows[i]][t];
                counted += file.pad() != null && targets[at] == file.pad() ? 0 : 1;
            }
        }
        return new PackedBatch(Indices.of(file.vocabulary(), tokens), Indices.of(file.vocabulary(), targets), packing,
                rows, counted);
    }

    List<HostTensor> values() {
        return ParameterTransfer.read(backend, parameters.values());
    }

    List<HostTensor> gradients() {
        return ParameterTransfer.read(backend, parameters.gradients());
    }

    @Override
    public void close() {
        parameters.close();
    }
}
