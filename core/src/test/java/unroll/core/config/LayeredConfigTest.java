package unroll.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.error.UsageException;

class LayeredConfigTest {
    private static final Origin FILE = new Origin.File("a.yaml");

    private static LayeredConfig option(ConfigKey key, Object value) {
        return LayeredConfig.EMPTY.with(key, value, Origin.option(key));
    }

    @Test
    void theDefaultsAreTheLectures() {
        assertEquals(RunConfig.LECTURE, LayeredConfig.defaults().runConfig());
        assertEquals("nothing sets backend; choose it with --backend", assertThrows(UsageException.class,
                () -> LayeredConfig.defaults().backendChoice()).getMessage());
    }

    @Test
    void theUpperLayerWinsAndNamesItsOrigin() {
        LayeredConfig upper = option(ConfigKey.EPOCHS, 3).with(ConfigKey.PATIENCE, 2, FILE);
        LayeredConfig both = LayeredConfig.defaults().under(upper);
        assertEquals(3, both.runConfig().epochs());
        assertEquals(2, both.runConfig().patience());
        assertEquals("--epochs", both.get(ConfigKey.EPOCHS).origin().shown());
        assertEquals("--epochs", both.nameOf(ConfigKey.EPOCHS));
        assertEquals("a.yaml, patience", both.nameOf(ConfigKey.PATIENCE));
        assertEquals("seed", both.nameOf(ConfigKey.SEED));
        assertEquals(Origin.DEFAULT, both.get(ConfigKey.SEED).origin());
        assertFalse(upper.has(ConfigKey.SEED));
    }

    @Test
    void aDeviceGoesWithItsBackend() {
        LayeredConfig below = LayeredConfig.defaults().withBackend(new BackendChoice("swift", "gpu1", 0), FILE);
        LayeredConfig threads = option(ConfigKey.THREADS, 2);
        assertEquals(new BackendChoice("swift", "gpu1", 2), below.under(threads).backendChoice());
        LayeredConfig other = option(ConfigKey.BACKEND, "slow");
        assertEquals(new BackendChoice("slow", null, 0), below.under(other).backendChoice());
        LayeredConfig device = option(ConfigKey.DEVICE, "gpu0");
        assertEquals(new BackendChoice("swift", "gpu0", 0), below.under(device).backendChoice());
    }

    @Test
    void optionsOfOneThingAreTakenTogether() {
        LayeredConfig file = LayeredConfig.defaults().under(LayeredConfig.EMPTY.with(ConfigKey.CELL, "lstm", FILE)
                .with(ConfigKey.CELL_OPTIONS, Map.of("a", "1", "b", "2"), FILE));
        assertEquals(new Choice("lstm", Map.of("a", "1", "b", "2")), file.runConfig().model().cell());
        LayeredConfig both = file.under(option(ConfigKey.CELL_OPTIONS, Map.of("b", "3", "c", "4")));
        assertEquals(new Choice("lstm", Map.of("a", "1", "b", "3", "c", "4")), both.runConfig().model().cell());
        assertEquals("a.yaml and --cell-option", both.get(ConfigKey.CELL_OPTIONS).origin().shown());
        assertEquals("a.yaml, cell_options and --cell-option", both.nameOf(ConfigKey.CELL_OPTIONS));
        LayeredConfig replaced = file.under(option(ConfigKey.CELL_OPTIONS, Map.of("a", "3", "b", "4")));
        assertEquals("--cell-option", replaced.nameOf(ConfigKey.CELL_OPTIONS));
        assertEquals(Map.of("a", "1", "b", "2"),
                file.under(option(ConfigKey.CELL, "lstm")).runConfig().model().cell().options());
    }

    @Test
    void anotherThingDropsTheOptionsOfTheFirst() {
        LayeredConfig file = LayeredConfig.defaults().under(LayeredConfig.EMPTY.with(ConfigKey.CELL, "lstm", FILE)
                .with(ConfigKey.CELL_OPTIONS, Map.of("a", "1"), FILE));
        LayeredConfig other = file.under(option(ConfigKey.CELL, "gru"));
        assertEquals(Choice.of("gru"), other.runConfig().model().cell());
        assertEquals(Origin.DEFAULT, other.get(ConfigKey.CELL_OPTIONS).origin());
        LayeredConfig withOptions = file.under(option(ConfigKey.CELL, "gru")
                .with(ConfigKey.CELL_OPTIONS, Map.of("b", "2"), Origin.option(ConfigKey.CELL_OPTIONS)));
        assertEquals(new Choice("gru", Map.of("b", "2")), withOptions.runConfig().model().cell());
    }

    @Test
    void optionsOfNothingNamedAreForWhatIsNamedAbove() {
        LayeredConfig file = LayeredConfig.defaults()
                .under(LayeredConfig.EMPTY.with(ConfigKey.SCHEDULE_OPTIONS, Map.of("a", "1"), FILE));
        assertEquals(new Choice("cosine", Map.of("a", "1")),
                file.under(option(ConfigKey.SCHEDULE, "cosine")).runConfig().optimizer().schedule());
    }

    @Test
    void oneWayOfClippingTakesThePlaceOfTheOther() {
        LayeredConfig file = LayeredConfig.defaults()
                .under(LayeredConfig.EMPTY.with(ConfigKey.MAX_GRAD_NORM, 5.0, FILE));
        OptimizerConfig byValue = file.under(option(ConfigKey.CLIP_VALUE, 0.5)).runConfig().optimizer();
        assertEquals(0.5, byValue.clipValue());
        assertNull(byValue.maxGradNorm());
        LayeredConfig two = file.under(option(ConfigKey.CLIP_VALUE, 0.5).with(ConfigKey.MAX_GRAD_NORM, 1.0,
                Origin.option(ConfigKey.MAX_GRAD_NORM)));
        assertEquals("--max-grad-norm and --clip-value exclude each other, because gradients are clipped in one way; "
                + "leave out one of the two", assertThrows(UsageException.class, two::runConfig).getMessage());
    }

    @Test
    void everyKeyHasANameOfItsOwn() {
        for (ConfigKey key : ConfigKey.values()) {
            assertEquals(key, ConfigKey.valueOf(key.key().toUpperCase(Locale.ROOT)));
            String flag = key.flag();
            assertTrue(flag == null || flag.startsWith("--"), key.key());
        }
    }

    @Test
    void aRangeIsCheckedWhereverTheValueComesFromAndNamedSo() {
        assertEquals("a.yaml, hidden_size must be at least 1, found 0", assertThrows(UsageException.class,
                LayeredConfig.defaults().with(ConfigKey.HIDDEN_SIZE, 0, FILE)::runConfig).getMessage());
        assertEquals("--hidden must be at least 1, found 0", assertThrows(UsageException.class,
                LayeredConfig.defaults().under(option(ConfigKey.HIDDEN_SIZE, 0))::runConfig).getMessage());
        assertEquals("a.yaml, tie_weights needs an embedding as wide as the hidden state, 96, found --embedding 4; "
                + "leave out one of the two",
                assertThrows(UsageException.class,
                        LayeredConfig.defaults().with(ConfigKey.TIE_WEIGHTS, true, FILE)
                                .under(option(ConfigKey.EMBEDDING_SIZE, 4))::runConfig)
                        .getMessage());
    }

    @Test
    void whatARunWasMadeWithIsAllThere() {
        RunConfig config = new RunConfig(new DataConfig("x", new Choice("t", Map.of("a", "b")), 1),
                new ModelConfig(new Choice("c", Map.of("d", "e")), 2, 3, 4, 0.5, false, true),
                new OptimizerConfig(new Choice("o", Map.of("f", "g")), 0.25, 0.125, new Choice("s", Map.of("h", "i")),
                        null, 2.5),
                5, 6, 7, 8, 9);
        assertEquals(config, LayeredConfig.of(config, Origin.DEFAULT).runConfig());
    }

    @Test
    void weightDecayGivenLaterTakesThePlaceOfTheOtherWayOfGivingIt() {
        Origin file = Origin.option(ConfigKey.OPTIMIZER_OPTIONS);
        Origin line = Origin.option(ConfigKey.WEIGHT_DECAY);
        LayeredConfig options = LayeredConfig.EMPTY.with(ConfigKey.OPTIMIZER_OPTIONS,
                Map.of("weight_decay", "0.1", "beta1", "0.8"), file);
        LayeredConfig decay = LayeredConfig.EMPTY.with(ConfigKey.WEIGHT_DECAY, 0.2, line);
        OptimizerConfig upperDecay = LayeredConfig.defaults().under(options).under(decay).runConfig().optimizer();
        assertEquals(Map.of("weight_decay", "0.2", "beta1", "0.8"), upperDecay.optimizerOptions());
        OptimizerConfig upperOptions = LayeredConfig.defaults().under(decay).under(options).runConfig().optimizer();
        assertEquals(Map.of("weight_decay", "0.1", "beta1", "0.8"), upperOptions.optimizerOptions());
    }
}
