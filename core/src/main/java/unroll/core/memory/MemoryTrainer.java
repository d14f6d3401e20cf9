package unroll.core.memory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.TrainingDivergedException;
import unroll.api.nn.Cell;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.data.PackedBatch;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.optim.Clipping;
import unroll.core.plugin.Optimizers;
import unroll.core.train.StopRequest;
import unroll.core.train.TrainingStep;

/** Trains a model on the task with Adam, gradients clipped to norm 1, and measures what it remembers. */
public final class MemoryTrainer {
    private static final int TEST_BATCHES = 10;
    private static final int TEST_SIZE = 100;

    private final Backend backend;
    private final MemoryTask task;
    private final MemorySettings settings;
    private final LanguageModel model;
    private final Optimizer optimizer;

    /** A trainer, not yet begun. */
    public MemoryTrainer(Backend backend, MemoryTask task, MemorySettings settings, Cell cell, Optimizers optimizers) {
        this.backend = backend;
        this.task = task;
        this.settings = settings;
        this.model = new LanguageModel(
                new ModelSize(task.vocabularySize(), settings.hiddenSize(), settings.hiddenSize(), 1), cell);
        this.optimizer = optimizers.create("adam", Map.of());
    }

    /**
     * Trains and measures.
     *
     * @param cell what the score calls the cell
     * @return null where it was asked to stop before the end
     * @throws TrainingDivergedException if the model answers with numbers that are not finite
     */
    public @Nullable MemoryScore run(String cell, StopRequest stop) {
        try (Parameters parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()),
                DType.FLOAT32, optimizer.stateNames())) {
            ParameterTransfer.initialise(backend, model.parameters(), settings.seed(), parameters.values());
            TrainingStep step = new TrainingStep(model, optimizer, parameters, new Clipping.Norm(1), task.pad());
            long start = System.nanoTime();
            for (int i = 0; i < settings.updates(); i++) {
                if (stop.isMade()) {
                    return null;
                }
                try (Scope scope = backend.openScope()) {
                    step.run(backend.ops(scope), task.trainBatch(settings.seed(), i, settings.batchSize()), i + 1L,
                            settings.learningRate());
                }
            }
            double accuracy = accuracy(parameters.values());
            return new MemoryScore(cell, task.distance(), settings.seed(), model.parameterCount(), accuracy,
                    settings.updates(), (System.nanoTime() - start) * 1e-9);
        }
    }

    private double accuracy(ParameterBlock weights) {
        int right = 0;
        float[] scores = new float[TEST_SIZE * task.vocabularySize()];
        for (int i = 0; i < TEST_BATCHES; i++) {
            PackedBatch batch = task.testBatch(settings.seed(), i, TEST_SIZE);
            int from = batch.packing().offset(task.distance());
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                Tensor logits = model.forward(ops, weights, batch.tokens(), batch.packing(), null).logits();
                ops.read(ops.slice(logits, 0, from, from + TEST_SIZE), scores, 0);
            }
            for (int row = 0; row < TEST_SIZE; row++) {
                right += answer(scores, row) == batch.targets().at(from + row) ? 1 : 0;
            }
        }
        return (double) right / (TEST_BATCHES * TEST_SIZE);
    }

    /** The symbol with the highest score; other tokens are no answers. */
    private int answer(float[] scores, int row) {
        int first = row * task.vocabularySize();
        int best = 0;
        for (int symbol = 0; symbol < task.symbols(); symbol++) {
            if (!Float.isFinite(scores[first + symbol])) {
                throw new TrainingDivergedException("remembering across " + task.distance()
                        + " steps: the model's answers are not finite; lower --lr");
            }
            if (scores[first + symbol] > scores[first + best]) {
                best = symbol;
            }
        }
        return best;
    }
}
