package unroll.core.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.ResourceException;
import unroll.api.error.UsageException;
import unroll.core.config.Choice;
import unroll.core.config.ModelConfig;
import unroll.core.nn.LanguageModel;
import unroll.core.plugin.Cells;
import unroll.core.plugin.Installed;

class SetupTest {
    private static final Cells CELLS = Installed.builtIn().cells();

    /** The counts of the same modules in PyTorch, at the lecture's sizes. */
    @ParameterizedTest
    @CsvSource({"notebook, 24028", "rnn, 24028", "gru, 61276", "lstm, 79900"})
    void aCellIsOneWord(String cell, long parameters) {
        ModelConfig config = new ModelConfig(Choice.of(cell), 1, 96, null, 0, false, false);
        assertEquals(parameters, Setup.model(config, 28, CELLS).parameterCount());
    }

    @Test
    void everySettingReachesTheModel() {
        ModelConfig config = new ModelConfig(new Choice("lstm", Map.of("forget_bias", "2")), 3, 8, 5, 0.5, false,
                true);
        LanguageModel model = Setup.model(config, 11, CELLS);
        assertEquals(3, model.size().layers());
        assertEquals(8, model.size().hiddenSize());
        assertEquals(5, model.size().embeddingSize());
        assertEquals(11, model.size().vocabularySize());
        assertEquals(0.5, model.options().dropout());
        assertTrue(model.options().learnedState());
        assertEquals(List.of("h", "c"), model.layer().recurrence().states());
        ModelConfig tied = new ModelConfig(Choice.of("gru"), 1, 8, null, 0, true, false);
        assertTrue(Setup.model(tied, 11, CELLS).parameters().stream()
                .noneMatch(parameter -> parameter.name().equals("output.weight")));
    }

    @Test
    void refusesWhatTheCellDoesNotDo() {
        assertThrows(UsageException.class,
                () -> Setup.cell(new Choice("gru", Map.of("forget_bias", "1")), CELLS));
        assertThrows(UsageException.class, () -> Setup.model(
                new ModelConfig(Choice.of("notebook"), 2, 8, null, 0, false, false), 11, CELLS));
        assertTrue(assertThrows(ResourceException.class, () -> Setup.model(
                new ModelConfig(Choice.of("rnn"), 1, 200_000, null, 0, false, false), 11, CELLS)).getMessage()
                .contains("a hidden state of 200000"));
    }
}
