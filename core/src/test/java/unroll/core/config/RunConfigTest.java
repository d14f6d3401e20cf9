package unroll.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.error.UsageException;

class RunConfigTest {
    private static RunConfig with(int batch, int accumulation, int epochs, @Nullable Integer patience, long splitSeed,
            long seed) {
        return new RunConfig(new DataConfig(null, Choice.of("char"), splitSeed), ModelConfig.LECTURE,
                OptimizerConfig.LECTURE, batch, accumulation, epochs, patience, seed);
    }

    private static ModelConfig model(int layers, int hidden, @Nullable Integer embedding, double dropout) {
        return new ModelConfig(Choice.of("gru"), layers, hidden, embedding, dropout, false, false);
    }

    private static OptimizerConfig optimizer(double rate, @Nullable Double decay, @Nullable Double norm,
            @Nullable Double value) {
        return new OptimizerConfig(Choice.of("adam"), rate, decay, Choice.of("constant"), norm, value);
    }

    @Test
    void theSmallestValuesAreAllowed() {
        assertEquals(1, with(1, 1, 1, 1, 0, 0).patience());
        assertEquals(1, model(1, 1, 1, 0).embeddingWidth());
        assertEquals(0, optimizer(Double.MIN_VALUE, 0.0, Double.MIN_VALUE, null).weightDecay());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            0, 1, 1, -, 0,  0,  'batch_size must be at least 1, found 0'
            1, 0, 1, -, 0,  0,  'accumulation must be at least 1, found 0'
            1, 1, 0, -, 0,  0,  'epochs must be at least 1, found 0'
            1, 1, 1, 0, 0,  0,  'patience must be at least 1, found 0'
            1, 1, 1, -, -1, 0,  'split_seed must be 0 or more, found -1'
            1, 1, 1, -, 0,  -1, 'seed must be 0 or more, found -1'
            """)
    void whatIsOutOfRangeIsNamed(int batch, int accumulation, int epochs, @Nullable Integer patience, long splitSeed,
            long seed, String message) {
        assertEquals(message, assertThrows(UsageException.class,
                () -> with(batch, accumulation, epochs, patience, splitSeed, seed)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            0, 1, -, 0,    'layers must be at least 1, found 0'
            1, 0, -, 0,    'hidden_size must be at least 1, found 0'
            1, 1, 0, 0,    'embedding_size must be at least 1, found 0'
            1, 1, -, -0.1, 'dropout must be at least 0 and below 1, found -0.1'
            1, 1, -, 1,    'dropout must be at least 0 and below 1, found 1.0'
            1, 1, -, NaN,  'dropout must be at least 0 and below 1, found NaN'
            """)
    void aModelThatCannotBeIsNamed(int layers, int hidden, @Nullable Integer embedding, double dropout,
            String message) {
        assertEquals(message, assertThrows(UsageException.class, () -> model(layers, hidden, embedding, dropout))
                .getMessage());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            0,        -,        -,   -,  'lr must be a finite number above 0, found 0.0'
            -1,       -,        -,   -,  'lr must be a finite number above 0, found -1.0'
            NaN,      -,        -,   -,  'lr must be a finite number above 0, found NaN'
            Infinity, -,        -,   -,  'lr must be a finite number above 0, found Infinity'
            1,        -0.5,     -,   -,  'weight_decay must be a finite number of 0 or more, found -0.5'
            1,        Infinity, -,   -,  'weight_decay must be a finite number of 0 or more, found Infinity'
            1,        -,        NaN, -,  'max_grad_norm must be a finite number above 0, found NaN'
            1,        -,        -,   0,  'clip_value must be a finite number above 0, found 0.0'
            1,        -,        5,   1,  'max_grad_norm and clip_value exclude each other, because gradients are clipped in one way; leave out one of the two'
            """)
    void anOptimiserThatCannotBeIsNamed(double rate, @Nullable Double decay, @Nullable Double norm,
            @Nullable Double value, String message) {
        assertEquals(message, assertThrows(UsageException.class, () -> optimizer(rate, decay, norm, value))
                .getMessage());
    }

    @Test
    void tiedWeightsNeedAnEmbeddingAsWideAsTheState() {
        assertEquals("tie_weights needs an embedding as wide as the hidden state, 8, found embedding_size 4; leave out "
                + "one of the two",
                assertThrows(UsageException.class,
                        () -> new ModelConfig(Choice.of("gru"), 1, 8, 4, 0, true, false)).getMessage());
        assertEquals(8, new ModelConfig(Choice.of("gru"), 1, 8, 8, 0, true, false).embeddingWidth());
        assertEquals(8, new ModelConfig(Choice.of("gru"), 1, 8, null, 0, true, false).embeddingWidth());
    }

    @Test
    void weightDecayIsAnOptionOfTheOptimiser() {
        Choice adam = new Choice("adam", Map.of("beta1", "0.5"));
        assertEquals(Map.of("beta1", "0.5", "weight_decay", "0.25"),
                new OptimizerConfig(adam, 1, 0.25, Choice.of("constant"), null, null).optimizerOptions());
        assertEquals(Map.of("beta1", "0.5"),
                new OptimizerConfig(adam, 1, null, Choice.of("constant"), null, null).optimizerOptions());
        Choice twice = new Choice("adam", Map.of("weight_decay", "0.5"));
        assertEquals("weight_decay and optimizer_options both give the weight decay; leave out one of the two",
                assertThrows(UsageException.class,
                        () -> new OptimizerConfig(twice, 1, 0.25, Choice.of("constant"), null, null)).getMessage());
    }

    @Test
    void optionsAreInTheOrderOfTheirKeys() {
        assertEquals(List.of("a", "b", "c"),
                List.copyOf(new Choice("x", Map.of("c", "1", "a", "2", "b", "3")).options().keySet()));
    }
}
