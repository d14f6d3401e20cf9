package unroll.tck.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import unroll.api.backend.Backend;
import unroll.api.nn.CellProvider;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.TensorOps;
import unroll.core.config.BackendChoice;
import unroll.core.data.Batcher;
import unroll.core.data.BuiltInNames;
import unroll.core.data.PackedBatch;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.optim.AdamProvider;
import unroll.core.plugin.Installed;
import unroll.core.plugin.PluginDirectory;
import unroll.core.text.CharTokenizer;
import unroll.core.train.TrainingStep;

/**
 * A program that trains the lecture's job on names of six letters, so that every batch has one size, and prints by how
 * much the process grows from batch 100 to 1,000. Linux only.
 */
public final class MemoryGrowth {
    private static final int LETTERS = 6;
    private static final int BATCH = 16;
    private static final int HIDDEN = 96;
    private static final int FROM = 100;
    private static final int TO = 1000;
    private static final double MIB = 1 << 20;

    private record Reading(double resident, double heap, double cpu) {
        static Reading now() {
            try {
                String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
                Runtime runtime = Runtime.getRuntime();
                return new Reading(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0,
                        runtime.totalMemory() / MIB,
                        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
            } catch (IOException e) {
                throw new IllegalStateException("this system does not tell the size of a process", e);
            }
        }
    }

    private MemoryGrowth() {
    }

    private static CellProvider cell(String name) {
        return LossCurve.all().stream().map(LossCurve::provider).filter(cell -> cell.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no cell " + name));
    }

    /**
     * Runs it.
     *
     * @param arguments the backend, the cell, and a folder of plugins that has the backend
     */
    public static void main(String[] arguments) {
        Installed installed = Installed.find(new Installed.Places(
                List.of(new PluginDirectory(Path.of(arguments[2]), true)), arguments[0], List.of()));
        List<String> names = BuiltInNames.load().items().stream().filter(name -> name.length() == LETTERS).toList();
        CharTokenizer tokenizer = CharTokenizer.of(names);
        LanguageModel model = new LanguageModel(new ModelSize(tokenizer.vocabularySize(), HIDDEN, HIDDEN, 1),
                ModelOptions.NONE, cell(arguments[1]).create(Map.of()));
        Batcher batcher = new Batcher(TokenSequences.of(names, tokenizer));
        int[] items = new int[names.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = i;
        }
        Optimizer adam = new AdamProvider().create(Map.of());
        try (Backend backend = installed.backends().open(new BackendChoice(arguments[0], null, 0));
                Parameters parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT32, adam.stateNames())) {
            ParameterTransfer.initialise(backend, model.parameters(), 0, parameters.values());
            TrainingStep step = new TrainingStep(model, adam, parameters, null, tokenizer.pad());
            double[] loss = new double[1];
            Reading first = Reading.now();
            for (int i = 1; i <= TO; i++) {
                int from = i * BATCH % (items.length - BATCH);
                PackedBatch batch = batcher.pack(items, from, from + BATCH);
                try (Scope scope = backend.openScope()) {
                    TensorOps ops = backend.ops(scope);
                    ops.read(step.run(ops, batch, i, 0.001), loss, 0);
                }
                if (i == FROM) {
                    first = Reading.now();
                }
            }
            Reading last = Reading.now();
            System.out.printf(Locale.ROOT,
                    "%s %s: %.1f MiB resident after %d batches, %+.1f to batch %d, of which heap %+.1f; %.2f s of "
                            + "processor; loss %.4f%n",
                    arguments[0], arguments[1], first.resident(), FROM, last.resident() - first.resident(), TO,
                    last.heap() - first.heap(), last.cpu() - first.cpu(), loss[0]);
        }
    }
}
