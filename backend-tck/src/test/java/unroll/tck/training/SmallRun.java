package unroll.tck.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.cell.NotebookCell;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.text.CharTokenizer;
import unroll.core.train.EpochMetrics;
import unroll.core.train.Snapshot;
import unroll.core.train.TestMetrics;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;

/** A whole training run, small enough for the reference backend. */
final class SmallRun {
    private static final int NAMES = 200;
    private static final int HIDDEN = 12;

    /** What a run leaves. */
    record Outcome(List<EpochMetrics> epochs, TestMetrics test, List<HostTensor> weights, List<HostTensor> best) {
    }

    private SmallRun() {
    }

    static LanguageModel model(CharTokenizer tokenizer) {
        return new LanguageModel(ModelSize.lecture(tokenizer.vocabularySize(), HIDDEN), new NotebookCell());
    }

    static List<String> names() {
        List<String> all = BuiltInNames.load().items();
        List<String> some = new ArrayList<>();
        for (int i = 0; i < NAMES; i++) {
            some.add(all.get(i * all.size() / NAMES));
        }
        return some;
    }

    static Outcome train(Backend backend, DType dtype, TrainingSettings settings, OpsDecorator decorator) {
        CharTokenizer tokenizer = CharTokenizer.of(names());
        List<EpochMetrics> epochs = new ArrayList<>();
        List<HostTensor> last = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics, Snapshot snapshot) {
                epochs.add(metrics);
                last.clear();
                last.addAll(snapshot.weights());
            }
        };
        try (Trainer trainer = new Trainer(backend, model(tokenizer), new AdamProvider().create(Map.of()), dtype,
                settings, decorator, List.of(listener))) {
            TestMetrics test = trainer.train(TrainingData.of(Split.of(names(), 123), tokenizer));
            return new Outcome(epochs, test, last, ParameterTransfer.read(backend, trainer.best()));
        }
    }
}
