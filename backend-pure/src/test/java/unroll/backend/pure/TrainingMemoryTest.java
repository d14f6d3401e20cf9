package unroll.backend.pure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.api.backend.Backend;
import unroll.api.backend.Device;
import unroll.api.nn.CellProvider;
import unroll.api.optim.Optimizer;
import unroll.api.optim.Parameters;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.backend.pure.arithmetic.ScalarArithmetic;
import unroll.core.cell.GruProvider;
import unroll.core.cell.LstmProvider;
import unroll.core.cell.NotebookCellProvider;
import unroll.core.cell.RnnProvider;
import unroll.core.data.Batcher;
import unroll.core.data.TokenSequences;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.core.optim.AdamProvider;
import unroll.core.text.CharTokenizer;
import unroll.core.train.TrainingStep;

/** What the steps of the real training take from the heap, in all threads, once storage has found its size. */
class TrainingMemoryTest {
    private static final Device DEVICE = new Device("cpu", "test", 1L << 30);
    private static final int BATCH = 16;
    private static final int STEPS = 50;
    private static final long SEED = 8;
    /** What threads borrow for a row or two: that all do so at one moment may happen late. */
    private static final long SCRATCH = 4096;

    private static List<String> words() {
        Random random = new Random(SEED);
        return random.ints(400, 3, 9).mapToObj(length -> {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < length; i++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            return word.toString();
        }).toList();
    }

    private static Stream<Arguments> jobs() {
        return Stream.of(new RnnProvider(), new NotebookCellProvider(), new GruProvider(), new LstmProvider())
                .flatMap(cell -> IntStream.of(1, 2).mapToObj(threads -> Arguments.of(cell.name(), cell, threads)));
    }

    @ParameterizedTest(name = "{0}, threads: {2}")
    @MethodSource("jobs")
    void aStepTakesAtMostEightKibibytes(String name, CellProvider cell, int threads)
            throws ReflectiveOperationException {
        CharTokenizer tokenizer = CharTokenizer.of(words());
        TokenSequences data = TokenSequences.of(words(), tokenizer);
        LanguageModel model = new LanguageModel(new ModelSize(tokenizer.vocabularySize(), 32, 32, 1),
                cell.create(Map.of()));
        Optimizer adam = new AdamProvider().create(Map.of());
        int[] order = new int[data.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        try (Backend backend = new PureBackend(DEVICE, threads, 1 << 15, ScalarArithmetic::new, List.of());
                Parameters parameters = new Parameters(backend, ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT32, adam.stateNames())) {
            ParameterTransfer.initialise(backend, model.parameters(), SEED, parameters.values());
            TrainingStep step = new TrainingStep(model, adam, parameters, null, data.pad());
            Batcher batcher = new Batcher(data);
            int made = run(backend, step, batcher, order, 0, 4 * STEPS);
            long storage = backend.storageBytes();
            long before = allocatedBytes();
            run(backend, step, batcher, order, made, STEPS);
            long each = (allocatedBytes() - before) / STEPS;
            assertTrue(each <= 8 << 10, each + " bytes a step, seed " + SEED);
            long more = backend.storageBytes() - storage;
            assertTrue(more <= (threads - 1) * SCRATCH, more + " bytes more of storage, seed " + SEED);
        }
    }

    private static int run(Backend backend, TrainingStep step, Batcher batcher, int[] order, int made, int steps) {
        for (int i = made; i < made + steps; i++) {
            int from = i * BATCH % (order.length - BATCH);
            try (Scope scope = backend.openScope()) {
                step.run(backend.ops(scope), batcher.pack(order, from, from + BATCH), i + 1, 0.001);
            }
        }
        return made + steps;
    }

    /** By reflection, because the module under test has no business with jdk.management. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getTotalThreadAllocatedBytes");
        return (Long) allocated.invoke(bean);
    }
}
