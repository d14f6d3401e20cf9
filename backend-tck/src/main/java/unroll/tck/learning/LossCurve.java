package unroll.tck.learning;

import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.nn.CellProvider;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.core.cell.GruProvider;
import unroll.core.cell.GruV1Provider;
import unroll.core.cell.LstmProvider;
import unroll.core.cell.MinGruProvider;
import unroll.core.cell.NotebookCellProvider;
import unroll.core.cell.RnnProvider;
import unroll.core.data.Batcher;
import unroll.core.data.BuiltInNames;
import unroll.core.data.PackedBatch;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.text.CharTokenizer;
import unroll.core.train.TrainingStep;

/**
 * A training on the built-in names by Adam, 16 names a batch, seed 0: the loss of each of the first batches.
 *
 * @param name the curve's
 * @param provider the cell's
 * @param cellOptions the cell's options
 * @param layers number of recurrent layers
 * @param embedding width of the embedding
 * @param hidden hidden_size
 * @param options the model's options
 * @param learningRate Adam's
 */
public record LossCurve(String name, CellProvider provider, Map<String, String> cellOptions, int layers, int embedding,
        int hidden, ModelOptions options, double learningRate) {
    /** Batches of a curve. */
    public static final int BATCHES = 100;

    private static final int BATCH = 16;
    private static final long SEED = 0;
    private static final int WHOLE_LANES = 48;
    private static final double LECTURE_RATE = 0.001;
    // a prime, so that no kernel gets by without its last few columns
    private static final int HIDDEN = 17;
    private static final double RATE = 0.01;

    /** Copies the options. */
    public LossCurve {
        cellOptions = Map.copyOf(cellOptions);
    }

    /** The lecture's cell in half its size, then every cell, and what a model can have beside, in a small one. */
    public static List<LossCurve> all() {
        return List.of(
                new LossCurve("notebook", new NotebookCellProvider(), Map.of(), 1, WHOLE_LANES, WHOLE_LANES,
                        ModelOptions.NONE, LECTURE_RATE),
                small("rnn", new RnnProvider(), Map.of()),
                small("rnn-relu", new RnnProvider(), Map.of("nonlinearity", "relu")),
                small("gru", new GruProvider(), Map.of()),
                small("gru-v1", new GruV1Provider(), Map.of()),
                small("lstm", new LstmProvider(), Map.of()),
                small("mingru", new MinGruProvider(), Map.of()),
                new LossCurve("lstm-two-layers", new LstmProvider(), Map.of(), 2, HIDDEN / 2, HIDDEN,
                        ModelOptions.NONE, RATE),
                new LossCurve("gru-tied-learned-state", new GruProvider(), Map.of(), 1, HIDDEN, HIDDEN,
                        new ModelOptions(0, true, true), RATE));
    }

    private static LossCurve small(String name, CellProvider provider, Map<String, String> cellOptions) {
        return new LossCurve(name, provider, cellOptions, 1, HIDDEN, HIDDEN, ModelOptions.NONE, RATE);
    }

    /** What is trained and how, in one line. */
    public String description() {
        return "cell " + provider.name() + " " + cellOptions + ", layers " + layers + ", embedding " + embedding
                + ", hidden " + hidden + ", tied weights " + options.tieWeights() + ", learned state "
                + options.learnedState() + ", batch " + BATCH + ", Adam, rate " + learningRate + ", seed " + SEED;
    }

    /**
     * Trains for some batches.
     *
     * @return the loss of each, in nats per token, before its update
     */
    public double[] run(Backend backend, DType dtype, OpsDecorator decorator, int batches) {
        List<String> names = BuiltInNames.load().items();
        CharTokenizer tokenizer = CharTokenizer.of(names);
        LanguageModel model = new LanguageModel(
                new ModelSize(tokenizer.vocabularySize(), embedding, hidden, layers), options,
                provider.create(cellOptions));
        Optimizer adam = new AdamProvider().create(Map.of());
        Batcher batcher = new Batcher(TokenSequences.of(names, tokenizer));
        int[] items = order(names.size());
        double[] losses = new double[batches];
        try (Parameters parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()), dtype,
                adam.stateNames())) {
            ParameterTransfer.initialise(backend, model.parameters(), SEED, parameters.values());
            TrainingStep step = new TrainingStep(model, adam, parameters, null, tokenizer.pad());
            for (int i = 0; i < batches; i++) {
                int from = i * BATCH % (names.size() - BATCH);
                PackedBatch batch = batcher.pack(items, from, from + BATCH);
                try (Scope scope = backend.openScope()) {
                    TensorOps ops = backend.ops(scope);
                    ops.read(step.run(decorator.decorate(ops), batch, i + 1, learningRate), losses, i);
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
