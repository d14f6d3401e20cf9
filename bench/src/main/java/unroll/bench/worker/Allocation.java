package unroll.bench.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import unroll.api.backend.Backend;
import unroll.api.optim.Optimizer;
import unroll.api.tensor.DType;
import unroll.core.config.BackendChoice;
import unroll.core.config.ModelConfig;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.nn.LanguageModel;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.setup.Setup;
import unroll.core.text.CharTokenizer;
import unroll.core.text.LineReader;
import unroll.core.text.Lines;
import unroll.core.train.Trainer;
import unroll.core.train.TrainingData;
import unroll.core.train.TrainingListener;
import unroll.core.train.TrainingSettings;

/**
 * What a step of the lecture's job allocates once it is warm, all threads together, by the JVM's own count and, class by
 * class, by what lies in a heap that is too large to be collected meanwhile.
 */
public final class Allocation {
    private static final int BATCH = 16;
    /** After so many steps all is compiled. */
    private static final int WARM_STEPS = 5_000;
    private static final int SHOWN = 5;
    private static final double LEARNING_RATE = 0.001;
    private static final long SPLIT_SEED = 123;

    private Allocation() {
    }

    /**
     * Writes {@code @step BYTES BYTES_OF_ARRAYS} and {@code @class NAME BYTES} for the classes with most bytes and for
     * all arrays, a step each.
     *
     * @param arguments a file of names, or nothing for those that Unroll ships; the number of threads
     */
    public static void main(String[] arguments) {
        Lines lines = arguments[0].isEmpty() ? BuiltInNames.load() : LineReader.read(Path.of(arguments[0]));
        int threads = Integer.parseInt(arguments[1]);
        CharTokenizer tokenizer = CharTokenizer.of(lines.items());
        TrainingData data = TrainingData.of(Split.of(lines.items(), SPLIT_SEED), tokenizer);
        Installed installed = Installed.builtIn();
        LanguageModel model = Setup.model(ModelConfig.LECTURE, tokenizer.vocabularySize(), installed.cells());
        Optimizer optimizer = installed.optimizers().create("adam", Map.of());
        int epochs = 1 + Math.ceilDiv(WARM_STEPS * BATCH, data.train().count());
        Counts counts = new Counts(epochs);
        try (Backend backend = installed.backends().open(BackendChoice.parse("pure", threads));
                Trainer trainer = new Trainer(backend, model, optimizer, DType.FLOAT32,
                        new TrainingSettings(BATCH, epochs, LEARNING_RATE, 0), OpsDecorator.NONE, List.of(counts))) {
            trainer.train(data);
        }
        counts.report();
    }

    /** Looks at the heap twice in the last epoch: after its first tenth and before its end. */
    private static final class Counts implements TrainingListener {
        private final int last;
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private Map<String, Long> before = Map.of();
        private Map<String, Long> after = Map.of();
        /** What looking itself leaves behind. */
        private Map<String, Long> looked = Map.of();
        private long bytesBefore;
        private long bytes;
        private int steps;

        Counts(int epochs) {
            last = epochs;
        }

        @Override
        public void batch(int epoch, int batch, int batches, long tokens) {
            if (epoch != last) {
                return;
            }
            int first = batches / 10;
            if (batch == first) {
                looked = histogram();
                before = histogram();
                bytesBefore = threads.getTotalThreadAllocatedBytes();
            } else if (batch == batches - 1) {
                bytes = threads.getTotalThreadAllocatedBytes() - bytesBefore;
                after = histogram();
                steps = batch - first;
            }
        }

        void report() {
            Map<String, Long> perStep = new HashMap<>();
            double arrays = 0;
            for (Map.Entry<String, Long> entry : after.entrySet()) {
                String name = entry.getKey();
                long known = before.getOrDefault(name, 0L);
                long ofLooking = known - looked.getOrDefault(name, 0L);
                long grown = entry.getValue() - known - ofLooking;
                perStep.put(name, grown);
                if (name.startsWith("[")) {
                    arrays += Math.max(0, grown);
                }
            }
            System.out.println("@step " + (double) bytes / steps + " " + arrays / steps);
            List<Map.Entry<String, Long>> largest = perStep.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).toList();
            for (int i = 0; i < largest.size(); i++) {
                String name = largest.get(i).getKey();
                long each = largest.get(i).getValue() / steps;
                if (i < SHOWN || (name.startsWith("[") && each > 0)) {
                    System.out.println("@class " + name + ": " + each + " bytes a step");
                }
            }
        }

        /** Bytes of each class, what nobody refers to any more included. */
        private static Map<String, Long> histogram() {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            String text;
            try {
                text = (String) server.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram", new Object[] {new String[] {"-all"}},
                        new String[] {String[].class.getName()});
            } catch (JMException e) {
                throw new IllegalStateException("this JVM does not count the objects of its heap", e);
            }
            Map<String, Long> bytes = new HashMap<>();
            for (String line : text.lines().toList()) {
                String[] parts = line.strip().split("\\s+", -1);
                // what is left of a thread's buffer is filled with objects that nobody allocated
                if (parts.length >= 4 && parts[0].endsWith(":") && !parts[3].contains("jdk.internal.vm.Filler")) {
                    bytes.put(parts[3], Long.parseLong(parts[2]));
                }
            }
            return bytes;
        }
    }
}
