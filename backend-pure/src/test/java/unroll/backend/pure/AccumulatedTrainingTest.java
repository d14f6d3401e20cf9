package unroll.backend.pure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.core.cell.GruProvider;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.SgdProvider;
import unroll.core.text.CharTokenizer;
import unroll.core.train.EpochMetrics;
import unroll.core.train.Snapshot;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;

/** Kernels that write gradients over zeros add those of the batches after the first, and of a table that is used twice. */
class AccumulatedTrainingTest {
    private static final int HIDDEN = 12;
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void batchesOfAStepAreTheirUnion(boolean tied) {
        List<HostTensor> union = train(tied, new TrainingSettings(24, 1, 0.1, 5));
        List<HostTensor> parts = train(tied, new TrainingSettings(6, 1, 0.1, 5).withAccumulation(4));
        for (int i = 0; i < union.size(); i++) {
            double[] expected = union.get(i).values();
            double[] found = parts.get(i).values();
            for (int j = 0; j < expected.length; j++) {
                assertEquals(expected[j], found[j], TOLERANCE, union.get(i).name() + " " + j);
            }
        }
    }

    /** Weights after an epoch. */
    private static List<HostTensor> train(boolean tied, TrainingSettings settings) {
        List<String> names = BuiltInNames.load().items().subList(0, 200);
        CharTokenizer tokenizer = CharTokenizer.of(names);
        LanguageModel model = new LanguageModel(new ModelSize(tokenizer.vocabularySize(), HIDDEN, HIDDEN, 2),
                new ModelOptions(0, tied, false), new GruProvider().create(Map.of()));
        List<HostTensor> weights = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics, Snapshot snapshot) {
                weights.addAll(snapshot.weights());
            }
        };
        try (Backend backend = new PureProvider().open(OpenOptions.DEFAULT);
                Trainer trainer = new Trainer(backend, model, new SgdProvider().create(Map.of()), DType.FLOAT32,
                        settings, OpsDecorator.NONE, List.of(listener))) {
            trainer.train(TrainingData.of(Split.of(names, 123), tokenizer));
        }
        return weights;
    }
}
