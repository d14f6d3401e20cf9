package unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.ResourceException;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.core.data.BuiltInNames;
import unroll.core.data.Split;
import unroll.core.data.TokenSequences;
import unroll.core.dryrun.DryBackend;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.ops.ComposedOps;
import unroll.core.ops.OpsDecorator;
import unroll.core.plugin.Installed;
import unroll.core.text.CharTokenizer;

class MemoryEstimateTest {
    private static final long MIB = 1L << 20;
    /** Of which the pure backend has kernels. */
    private static final Set<String> KERNELS = Set.of("linear", "cross_entropy", "dropout", "adam", "recurrent.tanh",
            "recurrent.gru", "recurrent.lstm");

    private static boolean hasKernel(Composite<?> composite) {
        return KERNELS.contains(composite.name())
                && (!(composite instanceof RecurrentLayer layer)
                        || layer.recurrence().getClass().getPackageName().equals("unroll.api.composite"));
    }

    private static TrainingData data(int count) {
        List<String> all = BuiltInNames.load().items();
        List<String> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return TrainingData.of(Split.of(some, 123), CharTokenizer.of(some));
    }

    private static MemoryEstimate estimate(String cell, ModelSize size, ModelOptions options, String optimizer,
            int batch, OpsDecorator decorator, TrainingData data) {
        LanguageModel model = new LanguageModel(size, options, Installed.builtIn().cells().get(cell).create(Map.of()));
        return MemoryEstimate.of(new DryBackend(MemoryEstimateTest::hasKernel), model,
                Installed.builtIn().optimizers().get(optimizer).create(Map.of()), DType.FLOAT32,
                new TrainingSettings(batch, 1, 0.001, 1), decorator, data);
    }

    /** The smallest -Xmx with which such a run was seen to succeed, on 41 short lines in batches of 16. */
    @ParameterizedTest
    @CsvSource({"700, 73", "1000, 135", "1500, 310"})
    void isNearTheSmallestHeapThatWorks(int hidden, long mebibytes) {
        MemoryEstimate estimate = estimate("notebook", ModelSize.lecture(28, hidden), ModelOptions.NONE, "adam", 16,
                OpsDecorator.NONE, data(41));
        double total = (estimate.deviceBytes() + estimate.heapBytes()) / (double) MIB;
        assertTrue(total > 0.95 * mebibytes && total < 1.3 * mebibytes, total + " MiB for " + mebibytes);
    }

    /** What the pure backend held after two epochs, in MiB; it keeps the storage of the largest step. */
    @ParameterizedTest
    @CsvSource({"notebook, 1, 512, 512, 16, 0, adam, false, 18.1", "notebook, 1, 64, 64, 256, 0, adam, false, 4.0",
        "notebook, 1, 64, 64, 256, 0, adam, true, 16.4", "notebook, 1, 700, 700, 16, 0, adam, true, 112.3",
        "rnn, 3, 64, 64, 256, 0, adam, false, 9.0", "rnn, 3, 64, 64, 256, 0.3, adam, false, 12.9",
        "rnn, 2, 16, 64, 256, 0.3, adam, false, 9.0", "gru, 1, 64, 64, 256, 0, adam, false, 9.7",
        "gru, 1, 512, 512, 16, 0, adam, false, 49.5", "gru, 3, 64, 64, 256, 0, adam, false, 28.8",
        "gru, 1, 512, 32, 256, 0.3, adam, false, 7.9", "gru, 2, 16, 64, 256, 0.3, adam, true, 89.8",
        "lstm, 1, 64, 64, 256, 0, adam, false, 10.0", "lstm, 3, 64, 64, 256, 0.3, adam, false, 34.6",
        "lstm, 1, 512, 512, 16, 0, adam, false, 69.8", "lstm, 1, 512, 32, 256, 0.3, adam, false, 8.4",
        "lstm, 1, 512, 512, 16, 0, adam, true, 267.3", "lstm, 3, 64, 64, 256, 0.3, adam, true, 154.1",
        "gru-v1, 1, 64, 64, 256, 0, adam, false, 32.9", "gru-v1, 1, 512, 512, 16, 0, adam, false, 97.6",
        "mingru, 1, 64, 64, 256, 0, adam, false, 15.6", "mingru, 1, 512, 512, 16, 0, adam, false, 27.8",
        "gru, 1, 512, 512, 16, 0, sgd, false, 49.5", "gru, 1, 512, 512, 16, 0, adamw, false, 49.5",
        "gru, 1, 512, 512, 16, 0, rmsprop, false, 105.7", "gru, 1, 512, 512, 16, 0, adagrad, false, 91.6"})
    void isOnTheSafeSideOfWhatIsHeld(String cell, int layers, int embedding, int hidden, int batch, double dropout,
            String optimizer, boolean composed, double mebibytes) {
        TrainingData data = data(Math.max(3 * batch * 10 / 8, 40));
        ModelSize size = new ModelSize(data.train().vocabularySize(), embedding, hidden, layers);
        double found = estimate(cell, size, new ModelOptions(dropout, false, false), optimizer, batch,
                composed ? ComposedOps::new : OpsDecorator.NONE, data).deviceBytes() / (double) MIB;
        assertTrue(found > 0.94 * mebibytes && found < 1.75 * mebibytes, found + " MiB for " + mebibytes);
    }

    /** In two layers of 512, batches of 16, with a third dropped: 37.5, 98.7 and 139.4 MiB. */
    @ParameterizedTest
    @CsvSource({"rnn, 37.5", "gru, 98.7", "lstm, 139.4"})
    void tiedWeightsAreCountedOnce(String cell, double mebibytes) {
        TrainingData data = data(60);
        ModelSize size = new ModelSize(data.train().vocabularySize(), 512, 512, 2);
        double tied = estimate(cell, size, new ModelOptions(0.3, true, false), "adam", 16, OpsDecorator.NONE, data)
                .deviceBytes() / (double) MIB;
        assertTrue(tied > 0.95 * mebibytes && tied < 1.3 * mebibytes, tied + " MiB for " + mebibytes);
        double free = estimate(cell, size, new ModelOptions(0.3, false, false), "adam", 16, OpsDecorator.NONE, data)
                .deviceBytes() / (double) MIB;
        assertTrue(free > tied, free + " and " + tied);
    }

    /** Nothing of that size is allocated to find it out. */
    @Test
    void whatIsFarTooLargeIsEstimatedOrRefused() {
        TrainingData data = data(400);
        ModelOptions dropping = new ModelOptions(0.5, false, false);
        MemoryEstimate large = estimate("rnn", new ModelSize(28, 30_000, 30_000, 1), dropping, "adam", 300,
                ComposedOps::new, data);
        assertTrue(large.deviceBytes() > 20_000 * MIB, () -> "found " + large);
        assertThrows(ResourceException.class, () -> estimate("lstm", new ModelSize(28, 20_000, 20_000, 1), dropping,
                "adam", 40_000, ComposedOps::new, data(BuiltInNames.load().items().size())));
    }

    @Test
    void aDeviceOnTheHeapSharesItAndAnotherDoesNot() {
        MemoryEstimate estimate = new MemoryEstimate(60 * MIB, 50 * MIB);
        assertDoesNotThrow(() -> estimate.check(120 * MIB, 120 * MIB, 5 * MIB));
        String heap = assertThrows(ResourceException.class, () -> estimate.check(120 * MIB, 120 * MIB, 15 * MIB))
                .getMessage();
        assertTrue(heap.contains("110 MiB") && heap.contains("105 MiB") && heap.contains("--hidden"), heap);
        assertDoesNotThrow(() -> estimate.check(60 * MIB, 100 * MIB, 15 * MIB));
        String device = assertThrows(ResourceException.class, () -> estimate.check(59 * MIB, 100 * MIB, 15 * MIB))
                .getMessage();
        assertTrue(device.contains("device"), device);
        assertDoesNotThrow(() -> estimate.check(0, 100 * MIB, 15 * MIB), "unknown is no limit");
    }

    @Test
    void theLargestBatchIsThatOfTheLongest() {
        CharTokenizer tokenizer = CharTokenizer.of(List.of("abc"));
        TokenSequences data = TokenSequences.of(List.of("a", "abcabc", "abc", "ab"), tokenizer);
        assertEquals(7, MemoryEstimate.largestBatch(data, 1));
        assertEquals(7 + 4, MemoryEstimate.largestBatch(data, 2));
        assertEquals(7 + 4 + 3 + 2, MemoryEstimate.largestBatch(data, 1_000_000));
    }
}
