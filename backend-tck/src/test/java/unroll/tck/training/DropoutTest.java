package unroll.tck.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.Dropout;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.run.LastState;
import unroll.core.schedule.DevLosses;
import unroll.core.train.Evaluator;
import unroll.core.train.Snapshot;
import unroll.core.train.StopRequest;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;
import unroll.tck.reference.ReferenceProvider;

/** Dropout in the course of training, and not in evaluation. */
class DropoutTest {
    private static final long SEED = 5;
    private static final int BATCHES = 10;
    private static final TrainingSettings SETTINGS = new TrainingSettings(16, 2, 0.01, SEED);

    private static double[] dropped(Dropout.Mask mask, double[] values) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            double[] result = new double[values.length];
            ops.read(ops.apply(Dropout.DROPOUT, mask,
                    Tensors.of(ops.create(Shape.of(values.length), DType.FLOAT64, values))).get(0), result, 0);
            return result;
        }
    }

    private static double[] ones(int count) {
        double[] values = new double[count];
        Arrays.fill(values, 1);
        return values;
    }

    /** Within five standard deviations of a binomial distribution. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
    void dropsTheShareAndKeepsTheMean(double rate) {
        int count = 100_000;
        double[] result = dropped(new Dropout.Mask(rate, SEED, 3, 1), ones(count));
        int zeros = 0;
        double sum = 0;
        for (double value : result) {
            assertTrue(value == 0 || value == 1 / (1 - rate), () -> "found " + value);
            zeros += value == 0 ? 1 : 0;
            sum += value;
        }
        double deviation = Math.sqrt(rate * (1 - rate) / count);
        assertEquals(rate, zeros / (double) count, 5 * deviation);
        assertEquals(1, sum / count, 5 * deviation / (1 - rate) + 1e-9);
    }

    @Test
    void eachBatchAndLayerHasAMaskOfItsOwn() {
        HashSet<List<Double>> masks = new HashSet<>();
        for (int draw = 0; draw < 20; draw++) {
            for (int layer = 0; layer < 3; layer++) {
                masks.add(Arrays.stream(dropped(new Dropout.Mask(0.5, SEED, draw, layer), ones(64))).boxed().toList());
            }
        }
        assertEquals(60, masks.size());
    }

    private static void train(OpsDecorator decorator, TrainingSettings settings, Backend backend, LanguageModel model,
            LastState[] state, int stopAfter) {
        StopRequest stop = new StopRequest();
        TrainingListener listener = new TrainingListener() {
            private int batches;

            @Override
            public void batch(int epoch, int batch, int all, long tokens) {
                batches++;
                if (batches == stopAfter) {
                    stop.make();
                }
            }

            @Override
            public void stopped(Snapshot now) {
                state[0] = new LastState(now.weights(), now.optimizerState(), now.step(), now.epoch(), 0, Double.NaN,
                        SEED, DevLosses.NONE, now.partial());
            }
        };
        try (Trainer trainer = new Trainer(backend, model, new AdamProvider().create(Map.of()), DType.FLOAT32, settings,
                decorator, List.of(listener), stop)) {
            if (state[0] != null) {
                trainer.resume(state[0], List.of());
            }
            trainer.train(SmallRun.data());
        }
    }

    /** Two layers, numbered from 0; batches numbered from 0 over all epochs; none in the evaluations between. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyBatchOfTrainingDrawsItsNumber(int accumulation) {
        TrainingSettings settings = SETTINGS.withAccumulation(accumulation);
        LanguageModel model = SmallRun.model("gru", 2, 0.25);
        List<Dropout.Mask> expected = new ArrayList<>();
        for (int draw = 0; draw < 2 * BATCHES; draw++) {
            expected.add(new Dropout.Mask(0.25, SEED, draw, 0));
            expected.add(new Dropout.Mask(0.25, SEED, draw, 1));
        }
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            MaskRecorder whole = new MaskRecorder();
            train(whole, settings, backend, model, new LastState[1], -1);
            assertEquals(expected, whole.masks());
            MaskRecorder resumed = new MaskRecorder();
            LastState[] state = new LastState[1];
            train(resumed, settings, backend, model, state, BATCHES + 4);
            assertTrue(resumed.masks().size() < expected.size());
            train(resumed, settings, backend, model, state, -1);
            assertEquals(expected, resumed.masks());
        }
    }

    @Test
    void changesTrainingAndNotEvaluation() {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            LanguageModel plain = SmallRun.model("lstm", 2, 0);
            LanguageModel dropping = SmallRun.model("lstm", 2, 0.5);
            SmallRun.Outcome without = SmallRun.train(backend, DType.FLOAT32, SETTINGS, OpsDecorator.NONE, plain,
                    new AdamProvider().create(Map.of()));
            SmallRun.Outcome with = SmallRun.train(backend, DType.FLOAT32, SETTINGS, OpsDecorator.NONE, dropping,
                    new AdamProvider().create(Map.of()));
            assertNotEquals(without.weights(), with.weights());
            assertFalse(with.epochs().isEmpty());
            try (ParameterBlock weights = backend.allocate(ParameterTransfer.layout(plain.parameters()),
                    DType.FLOAT32)) {
                ParameterTransfer.load(backend, with.weights(), weights);
                assertEquals(with.epochs().get(1).devLoss(), new Evaluator(backend, plain, OpsDecorator.NONE)
                        .evaluate(weights, SmallRun.data().dev(), 16).perToken());
            }
        }
    }
}
