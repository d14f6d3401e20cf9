package unroll.tck.learning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.composite.AdamUpdate;
import unroll.api.nn.Cell;
import unroll.api.nn.CellProvider;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.core.data.Batcher;
import unroll.core.data.TokenSequences;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.optim.Adam;
import unroll.core.optim.Clipping;
import unroll.core.text.CharTokenizer;
import unroll.core.train.TrainingStep;
import unroll.tck.golden.GoldenFile;

/** The model of a file of figures, on a backend, in the widest type that the backend has. */
final class SmallModel implements AutoCloseable {
    private final Backend backend;
    private final LanguageModel model;
    private final Parameters parameters;
    private final Adam adam = new Adam(AdamUpdate.Constants.DEFAULT);
    private final TrainingStep step;
    private final Batcher batcher;
    private final int[] items;
    private final DType dtype;

    SmallModel(Backend backend, GoldenFile file, GoldenFile.CellFigures figures, Cell cell) {
        this.backend = backend;
        this.dtype = backend.capabilities().contains(Capability.FLOAT64) ? DType.FLOAT64 : DType.FLOAT32;
        this.model = new LanguageModel(
                new ModelSize(file.vocabulary(), file.hidden(), file.hidden(), file.layers()), cell);
        this.parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()), dtype,
                adam.stateNames());
        ParameterTransfer.load(backend, figures.parameters(), parameters.values());
        Double maxNorm = figures.clipGradNorm();
        this.step = new TrainingStep(model, adam, parameters, maxNorm == null ? null : new Clipping.Norm(maxNorm),
                file.pad());
        CharTokenizer letters = CharTokenizer.of(List.of("abcdefghijklmnopqrstuvwxyz"));
        this.batcher = new Batcher(TokenSequences.of(file.names(), letters));
        this.items = new int[file.names().size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = i;
        }
    }

    /** The cell of a name, if there is one on this path. */
    static Optional<Cell> cell(String name) {
        for (CellProvider provider : ServiceLoader.load(CellProvider.class, SmallModel.class.getClassLoader())) {
            if (provider.name().equals(name)) {
                return Optional.of(provider.create(Map.of()));
            }
        }
        return Optional.empty();
    }

    Backend backend() {
        return backend;
    }

    LanguageModel model() {
        return model;
    }

    Parameters parameters() {
        return parameters;
    }

    Adam adam() {
        return adam;
    }

    TrainingStep step() {
        return step;
    }

    Batcher batcher() {
        return batcher;
    }

    int[] items() {
        return items;
    }

    DType dtype() {
        return dtype;
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
