package unroll.tck.learning;

import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.core.data.Batcher;
import unroll.core.data.BuiltInNames;
import unroll.core.data.PackedBatch;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.cell.NotebookCell;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.text.CharTokenizer;
import unroll.core.train.TrainingStep;

/** The lecture's job on the built-in names, in the file's order: the loss of each of the first batches. */
public final class LossCurve {
    private static final int HIDDEN = 96;
    private static final int BATCH = 16;
    private static final double LEARNING_RATE = 0.001;

    private LossCurve() {
    }

    /**
     * Trains for some batches.
     *
     * @return the loss of each, in nats per token, before its update
     */
    public static double[] run(Backend backend, DType dtype, OpsDecorator decorator, long seed, int batches) {
        List<String> names = BuiltInNames.load().items();
        CharTokenizer tokenizer = CharTokenizer.of(names);
        LanguageModel model = new LanguageModel(ModelSize.lecture(tokenizer.vocabularySize(), HIDDEN),
                new NotebookCell());
        Optimizer adam = new AdamProvider().create(Map.of());
        Batcher batcher = new Batcher(TokenSequences.of(names, tokenizer));
        int[] items = order(names.size());
        double[] losses = new double[batches];
        try (Parameters parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()), dtype,
                adam.stateNames())) {
            ParameterTransfer.initialise(backend, model.parameters(), seed, parameters.values());
            TrainingStep step = new TrainingStep(model, adam, parameters, null, tokenizer.pad());
            for (int i = 0; i < batches; i++) {
                int from = i * BATCH % (names.size() - BATCH);
                PackedBatch batch = batcher.pack(items, from, from + BATCH);
                try (Scope scope = backend.openScope()) {
                    TensorOps ops = backend.ops(scope);
                    ops.read(step.run(decorator.decorate(ops), batch, i + 1, LEARNING_RATE), losses, i);
                }
            }
        }
        return losses;
    }

    /** Neighbours in the sorted file are alike; a stride that shares no factor with any count mixes them. */
    private static int[] order(int count) {
        int[] items = new int[count];
        for (int i = 0; i < count; i++) {
            items[i] = (int) (i * 7919L % count);
        }
        return items;
    }
}
