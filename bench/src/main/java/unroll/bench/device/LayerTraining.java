package unroll.bench.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import unroll.api.backend.Backend;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.data.Batcher;
import unroll.core.data.PackedBatch;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.plugin.Installed;
import unroll.core.text.CharTokenizer;
import unroll.core.train.TrainingStep;

/** Trains a model by Adam on one batch, again and again. */
final class LayerTraining implements AutoCloseable {
    private static final long SEED = 0;
    private static final int LETTERS = 26;
    private static final double RATE = 0.001;

    private final Backend backend;
    private final Parameters parameters;
    private final TrainingStep step;
    private final PackedBatch batch;
    private long steps;

    /** A training whose weights are drawn from a seed. */
    LayerTraining(Installed installed, Backend backend, DType type, LayerSize size) {
        this.backend = backend;
        List<String> items = items(size.batch());
        CharTokenizer tokenizer = CharTokenizer.of(items);
        LanguageModel model = new LanguageModel(
                new ModelSize(tokenizer.vocabularySize(), size.hidden(), size.hidden(), 1), ModelOptions.NONE,
                installed.cells().create(size.cell(), Map.of()));
        Optimizer adam = installed.optimizers().create("adam", Map.of());
        parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()), type, adam.stateNames());
        ParameterTransfer.initialise(backend, model.parameters(), SEED, parameters.values());
        step = new TrainingStep(model, adam, parameters, null, tokenizer.pad());
        int[] all = new int[items.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        batch = new Batcher(TokenSequences.of(items, tokenizer)).pack(all, 0, all.length);
    }

    /** Letters without a pattern; the token that begins an item is one of its tokens. */
    private static List<String> items(int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<String> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StringBuilder item = new StringBuilder(LayerSize.LENGTH);
            for (int j = 1; j < LayerSize.LENGTH; j++) {
                item.append((char) ('a' + random.nextInt(LETTERS)));
            }
            items.add(item.toString());
        }
        return items;
    }

    /** Starts from the weights of another training. */
    void startFrom(LayerTraining other) {
        ParameterTransfer.load(backend, ParameterTransfer.read(other.backend, other.parameters.values()),
                parameters.values());
    }

    /** Makes a step, and waits for its loss. */
    double train() {
        double[] loss = new double[1];
        steps++;
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ops.read(step.run(ops, batch, steps, RATE), loss, 0);
        }
        return loss[0];
    }

    /** The gradients of the loss with the weights as they are. */
    double[] gradients() {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            step.gradients(ops, batch);
            Tensor flat = parameters.gradients().flat();
            double[] gradients = new double[Math.toIntExact(flat.shape().size())];
            ops.read(flat, gradients, 0);
            return gradients;
        }
    }

    @Override
    public void close() {
        parameters.close();
    }
}
