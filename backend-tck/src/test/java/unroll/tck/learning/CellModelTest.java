package unroll.tck.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.ParameterBlock;
import unroll.api.error.UsageException;
import unroll.api.nn.Cell;
import unroll.api.nn.Parameter;
import unroll.api.tensor.DType;
import unroll.core.cell.LstmProvider;
import unroll.core.cell.RnnProvider;
import unroll.core.nn.HostTensor;
import unroll.core.nn.LanguageModel;
import unroll.core.nn.ModelOptions;
import unroll.core.nn.ModelSize;
import unroll.core.nn.ParameterTransfer;
import unroll.tck.reference.ReferenceProvider;

/** How many parameters a model of each cell has, and what they are at first: torch.nn's numbers. */
class CellModelTest {
    private static final int VOCABULARY = 28;
    private static final int HIDDEN = 96;

    private static LanguageModel lecture(Cell cell) {
        return new LanguageModel(ModelSize.lecture(VOCABULARY, HIDDEN), cell);
    }

    /**
     * Embedding 28 * 96 and output 28 * 96 + 28, and for each gate of the cell 2 * 96 * 96 + 2 * 96 as torch.nn has it.
     * minGRU has no recurrent part.
     */
    @ParameterizedTest
    @CsvSource({"notebook, 24028", "rnn, 24028", "gru, 61276", "gru-v1, 61276", "lstm, 79900", "mingru, 24028"})
    void hasAsManyParametersAsInPyTorch(String cell, long count) {
        assertEquals(count, lecture(InstalledCells.named(cell)).parameterCount());
    }

    /** The first layer is as wide as the embedding, the second as the first's output. */
    @ParameterizedTest
    @CsvSource({"rnn, 1", "gru, 3", "lstm, 4"})
    void layersAndWidthsCountAsInPyTorch(String cell, int gates) {
        LanguageModel model = new LanguageModel(new ModelSize(VOCABULARY, 40, HIDDEN, 2), InstalledCells.named(cell));
        int first = gates * HIDDEN * (40 + HIDDEN + 2);
        int second = gates * HIDDEN * (HIDDEN + HIDDEN + 2);
        assertEquals(VOCABULARY * 40 + first + second + (HIDDEN + 1) * VOCABULARY, model.parameterCount());
    }

    /** One table instead of two; a state of the learned kind is a vector for each part and layer. */
    @Test
    void tiedWeightsAndALearnedStateCountOnce() {
        Cell lstm = InstalledCells.named("lstm");
        ModelSize size = new ModelSize(VOCABULARY, HIDDEN, HIDDEN, 2);
        long plain = new LanguageModel(size, lstm).parameterCount();
        LanguageModel tied = new LanguageModel(size, new ModelOptions(0, true, false), lstm);
        assertEquals(plain - VOCABULARY * HIDDEN, tied.parameterCount());
        LanguageModel learned = new LanguageModel(size, new ModelOptions(0, false, true), lstm);
        assertEquals(plain + 4 * HIDDEN, learned.parameterCount());
        assertEquals(List.of("rnn.h0_l0", "rnn.c0_l0", "rnn.h0_l1", "rnn.c0_l1"),
                learned.parameters().stream().map(Parameter::name).filter(name -> name.contains("0_l")).toList());
    }

    @Test
    void tiedWeightsNeedOneWidth() {
        String message = assertThrows(UsageException.class, () -> new LanguageModel(
                new ModelSize(VOCABULARY, 40, HIDDEN, 1), new ModelOptions(0, true, false),
                InstalledCells.named("gru"))).getMessage();
        assertTrue(message.contains("96") && message.contains("40"), message);
    }

    private static List<HostTensor> initial(LanguageModel model) {
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT);
                ParameterBlock block = backend.allocate(ParameterTransfer.layout(model.parameters()),
                        DType.FLOAT64)) {
            ParameterTransfer.initialise(backend, model.parameters(), 3, block);
            return ParameterTransfer.read(backend, block);
        }
    }

    /** torch.nn: Embedding N(0, 1), every parameter of RNN, GRU, LSTM and Linear uniform within 1/sqrt(hidden_size). */
    @ParameterizedTest
    @ValueSource(strings = {"rnn", "gru", "gru-v1", "lstm", "mingru"})
    void startsFromPyTorchsDistributions(String cell) {
        for (HostTensor tensor : initial(lecture(InstalledCells.named(cell)))) {
            if (tensor.name().equals("embedding.weight")) {
                normal(tensor, 1);
            } else {
                uniform(tensor, 1 / Math.sqrt(HIDDEN));
            }
        }
    }

    /** Drawn for one of its two uses: that which would otherwise have scores of the order of its width. */
    @Test
    void aTiedTableIsDrawnAsTheOutputs() {
        LanguageModel tied = new LanguageModel(ModelSize.lecture(VOCABULARY, HIDDEN),
                new ModelOptions(0, true, false), InstalledCells.named("gru"));
        uniform(initial(tied).get(0), 1 / Math.sqrt(HIDDEN));
    }

    @Test
    void aLearnedStateStartsFromZero() {
        LanguageModel learned = new LanguageModel(ModelSize.lecture(VOCABULARY, HIDDEN),
                new ModelOptions(0, false, true), InstalledCells.named("lstm"));
        for (HostTensor tensor : initial(learned)) {
            if (tensor.name().contains("0_l0") && !tensor.name().contains("_ih") && !tensor.name().contains("_hh")) {
                assertEquals(0, largest(tensor), tensor.name());
            }
        }
    }

    /** The two biases of the forget gate, the second of four, add up to the option; all else is drawn as ever. */
    @Test
    void theForgetBiasIsWhatTheTwoBiasesAddUpTo() {
        Map<String, String> option = Map.of("forget_bias", "1.5");
        List<HostTensor> drawn = initial(lecture(new LstmProvider().create(Map.of())));
        List<HostTensor> set = initial(lecture(new LstmProvider().create(option)));
        for (int i = 0; i < drawn.size(); i++) {
            double[] before = drawn.get(i).values();
            double[] after = set.get(i).values();
            double forget = switch (drawn.get(i).name()) {
                case "rnn.bias_ih_l0" -> 1.5;
                case "rnn.bias_hh_l0" -> 0;
                default -> Double.NaN;
            };
            for (int j = 0; j < before.length; j++) {
                boolean inGate = !Double.isNaN(forget) && j / HIDDEN == 1;
                assertEquals(inGate ? forget : before[j], after[j], drawn.get(i).name() + " " + j);
            }
        }
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThrows(UsageException.class, () -> new LstmProvider().create(Map.of("forget_bias", "much")));
        assertThrows(UsageException.class, () -> new LstmProvider().create(Map.of("forgetbias", "1")));
        assertThrows(UsageException.class, () -> new RnnProvider().create(Map.of("nonlinearity", "sigmoid")));
        InstalledCells.all().forEach(provider -> assertThrows(UsageException.class,
                () -> provider.create(Map.of("no-such-option", "1")), provider.name()));
    }

    private static double largest(HostTensor tensor) {
        double largest = 0;
        for (double value : tensor.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double variance(HostTensor tensor) {
        double square = 0;
        for (double value : tensor.values()) {
            square += value * value;
        }
        return square / tensor.values().length;
    }

    private static void uniform(HostTensor tensor, double bound) {
        assertTrue(largest(tensor) <= bound && largest(tensor) > 0.8 * bound,
                () -> tensor.name() + " reaches " + largest(tensor));
        // the variance of n squares of a uniform variable is 4/5 of their mean squared
        assertEquals(1, variance(tensor) * 3 / (bound * bound), 5 * Math.sqrt(0.8 / tensor.values().length),
                tensor.name());
    }

    private static void normal(HostTensor tensor, double variance) {
        assertEquals(1, variance(tensor) / variance, 5 * Math.sqrt(2.0 / tensor.values().length), tensor.name());
    }
}
