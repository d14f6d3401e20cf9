package unroll.bench.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.bench.compare.JobsAccess;
import unroll.bench.peer.PeerRun;
import unroll.core.config.BackendChoice;
import unroll.core.config.ModelConfig;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.setup.Setup;
import unroll.core.text.CharTokenizer;
import unroll.core.train.EpochMetrics;
import unroll.core.train.Snapshot;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;

/** The plain loops train as Unroll does: from the same weights, on the same batches, to the same losses. */
class ScalarPeerTest {
    private static final int EPOCHS = 2;
    private static final int BATCH = 16;

    @TempDir
    private Path folder;

    @Test
    void sameLosses() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PeerRun.main(new PrintStream(out, true, StandardCharsets.UTF_8), ScalarPeer::new,
                JobsAccess.lecture(folder, EPOCHS).toString(), Integer.toString(EPOCHS), "0", "true");
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        List<EpochMetrics> unroll = unroll();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            String[] told = lines.get(1 + 2 * epoch).split(" ", -1);
            assertEquals("@epoch", told[0]);
            assertEquals(unroll.get(epoch).trainLoss(), Double.parseDouble(told[4]), 2e-5);
            String[] dev = lines.get(2 + 2 * epoch).split(" ", -1);
            assertEquals(unroll.get(epoch).devLoss(), Double.parseDouble(dev[1]), 2e-5);
        }
    }

    private static List<EpochMetrics> unroll() {
        List<String> names = BuiltInNames.load().items();
        CharTokenizer tokenizer = CharTokenizer.of(names);
        Installed installed = Installed.builtIn();
        LanguageModel model = Setup.model(ModelConfig.LECTURE, tokenizer.vocabularySize(), installed.cells());
        List<EpochMetrics> epochs = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics, Snapshot snapshot) {
                epochs.add(metrics);
            }
        };
        try (Backend backend = installed.backends().open(BackendChoice.parse("pure", 1));
                Trainer trainer = new Trainer(backend, model, installed.optimizers().create("adam", Map.of()),
                        DType.FLOAT32, new TrainingSettings(BATCH, EPOCHS, 0.001, 0), OpsDecorator.NONE,
                        List.of(listener))) {
            trainer.train(TrainingData.of(Split.of(names, 123), tokenizer));
        }
        return epochs;
    }
}
