package unroll.tck.asynchronous;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.optim.Clipping;
import unroll.core.plugin.Installed;
import unroll.core.text.CharTokenizer;
import unroll.core.train.GradientNorms;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;
import unroll.tck.reference.ReferenceProvider;

/** Every cell is trained by the trainer on the device that refuses a second wait within a step, and as anywhere else. */
class AsynchronousTrainingTest {
    private static final List<String> NAMES = BuiltInNames.load().items().subList(0, 80);
    private static final TrainingSettings SETTINGS = new TrainingSettings(8, 2, 0.01, 5)
            .withClipping(new Clipping.Norm(0.5));

    private static List<HostTensor> train(Backend backend, LanguageModel model, OpsDecorator decorator,
            TrainingListener... listeners) {
        CharTokenizer tokenizer = CharTokenizer.of(NAMES);
        try (Trainer trainer = new Trainer(backend, model, new AdamProvider().create(Map.of()), DType.FLOAT64,
                SETTINGS, decorator, List.of(listeners))) {
            trainer.train(TrainingData.of(Split.of(NAMES, 123), tokenizer));
            return ParameterTransfer.read(backend, trainer.parameters().values());
        }
    }

    @ParameterizedTest
    @CsvSource({"notebook, 1, false", "rnn, 1, false", "rnn, 2, true", "gru, 1, true", "gru, 2, false",
        "gru-v1, 2, true", "lstm, 1, false", "lstm, 2, true", "mingru, 2, true"})
    void oneWaitAStepAtMost(String cell, int layers, boolean everything) {
        ModelOptions options = everything ? new ModelOptions(0.2, true, true) : ModelOptions.NONE;
        int vocabulary = CharTokenizer.of(NAMES).vocabularySize();
        LanguageModel model = new LanguageModel(new ModelSize(vocabulary, 6, 6, layers), options,
                Installed.builtIn().cells().get(cell).create(Map.of()));
        List<HostTensor> expected;
        try (Backend reference = new ReferenceProvider().open(OpenOptions.DEFAULT)) {
            expected = train(reference, model, OpsDecorator.NONE);
        }
        for (OpsDecorator decorator : List.of(OpsDecorator.NONE, (OpsDecorator) ComposedOps::new)) {
            try (AsynchronousBackend backend = new AsynchronousProvider().open(OpenOptions.DEFAULT)) {
                List<HostTensor> actual = train(backend, model, decorator);
                // reading the weights at the end is one wait more
                long steps = 2L * NAMES.size() * 8 / 10 / 8;
                assertTrue(backend.syncs() - 1 <= steps, () -> backend.syncs() + " waits in " + steps + " steps");
                assertEquals(expected, actual);
            }
        }
    }

    /** Norms of gradients are read once an epoch, and change nothing. */
    @Test
    void normsOfGradientsTakeOneWaitAnEpoch() {
        int vocabulary = CharTokenizer.of(NAMES).vocabularySize();
        LanguageModel model = new LanguageModel(new ModelSize(vocabulary, 6, 6, 1),
                Installed.builtIn().cells().get("lstm").create(Map.of()));
        List<GradientNorms> taken = new ArrayList<>();
        TrainingListener wants = new TrainingListener() {
            @Override
            public boolean wantsGradientNorms() {
                return true;
            }

            @Override
            public void gradientNorms(GradientNorms norms) {
                taken.add(norms);
            }
        };
        try (AsynchronousBackend without = new AsynchronousProvider().open(OpenOptions.DEFAULT);
                AsynchronousBackend with = new AsynchronousProvider().open(OpenOptions.DEFAULT)) {
            List<HostTensor> expected = train(without, model, OpsDecorator.NONE);
            assertEquals(expected, train(with, model, OpsDecorator.NONE, wants));
            assertEquals(without.syncs() + SETTINGS.epochs(), with.syncs());
        }
        assertEquals(SETTINGS.epochs(), taken.size());
        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, taken.getFirst().steps());
        assertEquals("embedding.weight", taken.getFirst().parameters().getFirst());
        for (double[] norms : taken.getLast().norms()) {
            assertEquals(8, norms.length);
            for (double norm : norms) {
                assertTrue(norm > 0 && Double.isFinite(norm), () -> "norm " + norm);
            }
        }
    }
}
