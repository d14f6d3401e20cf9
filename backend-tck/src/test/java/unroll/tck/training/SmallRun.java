package unroll.tck.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.optim.Optimizer;
import unroll.api.tensor.DType;
import unroll.core.cell.NotebookCell;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.ops.OpsDecorator;
import unroll.core.optim.AdamProvider;
import unroll.core.plugin.Cells;
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
        return train(backend, dtype, settings, decorator, model(CharTokenizer.of(names())),
                new AdamProvider().create(Map.of()));
    }

    static Outcome train(Backend backend, DType dtype, TrainingSettings settings, OpsDecorator decorator,
            LanguageModel model, Optimizer optimizer) {
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
        try (Trainer trainer = new Trainer(backend, model, optimizer, dtype, settings, decorator, List.of(listener))) {
            TestMetrics test = trainer.train(data());
            return new Outcome(epochs, test, last, ParameterTransfer.read(backend, trainer.best()));
        }
    }

    static TrainingData data() {
        return TrainingData.of(Split.of(names(), 123), CharTokenizer.of(names()));
    }

    /** A model of some cell, with what the plain one lacks. */
    static LanguageModel model(String cell, int layers, double dropout) {
        int vocabulary = CharTokenizer.of(names()).vocabularySize();
        return new LanguageModel(new ModelSize(vocabulary, HIDDEN, HIDDEN, layers),
                new ModelOptions(dropout, false, false), Cells.installed().get(cell).create(Map.of()));
    }
}
