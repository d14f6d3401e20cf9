package unroll.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.DType;
import unroll.api.tensor.Shape;
import unroll.bench.job.Job;
import unroll.bench.job.JobFile;
import unroll.bench.job.Sequences;
import unroll.bench.job.Weight;
import unroll.core.config.BackendChoice;
import unroll.core.config.Choice;
import unroll.core.config.ModelConfig;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.data.TokenSequences;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ParameterTransfer;
import unroll.core.plugin.Installed;
import unroll.core.run.RunFolder;
import unroll.core.setup.Setup;
import unroll.core.text.CharTokenizer;
import unroll.core.text.LineReader;
import unroll.core.text.Lines;
import unroll.core.train.TrainingData;

/** Makes the jobs of peers: the data, weights and batches that {@code unroll train} has by its seeds. */
final class Jobs {
    static final double LEARNING_RATE = 0.001;
    static final long SEED = 0;
    private static final long SPLIT_SEED = 123;

    private final Path scratch;
    private final CharTokenizer tokenizer;
    private final TrainingData data;

    /** With the names that Unroll ships, or those of a file. */
    Jobs(Path scratch, @Nullable Path file) {
        this.scratch = scratch;
        Lines lines = file == null ? BuiltInNames.load() : LineReader.read(file);
        tokenizer = CharTokenizer.of(lines.items());
        data = TrainingData.of(Split.of(lines.items(), SPLIT_SEED), tokenizer);
    }

    /** The file of a job. */
    Path file(JobShape shape, int epochs) throws IOException {
        Path file = scratch
                .resolve(shape.cell().option() + "-" + shape.hidden() + "-" + shape.batchSize() + "-" + epochs
                        + ".job");
        if (!Files.exists(file)) {
            JobFile.write(file, job(shape, epochs, weights(shape)));
        }
        return file;
    }

    /** The file of a job without epochs whose weights are those that a run has saved. */
    Path ofRun(Path run, JobShape shape) throws IOException {
        Path file = Files.createTempFile(scratch, "run", ".job");
        List<Weight> weights = RunFolder.open(run).model().stream().map(Jobs::weight).toList();
        JobFile.write(file, job(shape, 0, weights));
        return file;
    }

    /** Tokens of an epoch. */
    long tokens() {
        return data.train().tokens();
    }

    /** Items of an epoch. */
    int items() {
        return data.train().count();
    }

    int vocabulary() {
        return tokenizer.vocabularySize();
    }

    private Job job(JobShape shape, int epochs, List<Weight> weights) {
        int[][] orders = new int[epochs][data.train().count()];
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffle(orders[epoch], SEED, epoch);
        }
        return new Job(shape.cell(), shape.hidden(), shape.batchSize(), LEARNING_RATE, tokenizer.vocabularySize(),
                tokenizer.pad(), sequences(data.train()), sequences(data.dev()), sequences(data.test()),
                weights, orders);
    }

    /** The order of an epoch as {@code unroll.core.train} shuffles: Fisher and Yates, from the end. */
    static void shuffle(int[] items, long seed, int epoch) {
        for (int i = 0; i < items.length; i++) {
            items[i] = i;
        }
        CounterRandom random = new CounterRandom(seed, RandomStream.SHUFFLE, epoch, 0);
        for (int i = items.length - 1; i > 0; i--) {
            int j = random.below(i + 1, i);
            int swapped = items[i];
            items[i] = items[j];
            items[j] = swapped;
        }
    }

    private static Sequences sequences(TokenSequences from) {
        int[][] inputs = new int[from.count()][];
        int[][] targets = new int[from.count()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new int[from.length(i)];
            targets[i] = new int[from.length(i)];
            for (int t = 0; t < inputs[i].length; t++) {
                inputs[i][t] = from.input(i, t);
                targets[i][t] = from.target(i, t);
            }
        }
        return new Sequences(inputs, targets);
    }

    private List<Weight> weights(JobShape shape) {
        Installed installed = Installed.builtIn();
        LanguageModel model = Setup.model(
                new ModelConfig(Choice.of(shape.cell().option()), 1, shape.hidden(), null, 0, false, false),
                tokenizer.vocabularySize(), installed.cells());
        ParameterLayout layout = ParameterTransfer.layout(model.parameters());
        List<Weight> weights = new ArrayList<>();
        try (Backend backend = installed.backends().open(BackendChoice.parse("pure", 1));
                ParameterBlock block = backend.allocate(layout, DType.FLOAT32)) {
            ParameterTransfer.initialise(backend, model.parameters(), SEED, block);
            for (HostTensor tensor : ParameterTransfer.read(backend, block)) {
                weights.add(weight(tensor));
            }
        }
        return weights;
    }

    private static Weight weight(HostTensor tensor) {
        Shape shape = tensor.shape();
        float[] values = new float[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) tensor.values()[i];
        }
        return new Weight(tensor.name(), shape.dim(0), shape.rank() == 1 ? 0 : shape.dim(1), values);
    }
}
