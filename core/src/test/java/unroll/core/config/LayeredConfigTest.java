package unroll.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import unroll.api.error.UsageException;

class LayeredConfigTest {
    @Test
    void theDefaultsAreTheLectures() {
        assertEquals(RunConfig.LECTURE, LayeredConfig.defaults().runConfig());
        assertEquals("nothing sets backend; choose it with --backend", assertThrows(UsageException.class,
                () -> LayeredConfig.defaults().backendChoice()).getMessage());
    }

    @Test
    void theUpperLayerWinsAndNamesItsOrigin() {
        LayeredConfig upper = LayeredConfig.EMPTY.with(ConfigKey.EPOCHS, 3, "--epochs").with(ConfigKey.PATIENCE, 2,
                "a.yaml");
        LayeredConfig both = LayeredConfig.defaults().under(upper);
        assertEquals(3, both.runConfig().epochs());
        assertEquals(2, both.runConfig().patience());
        assertEquals("--epochs", both.get(ConfigKey.EPOCHS).origin());
        assertEquals(LayeredConfig.DEFAULT, both.get(ConfigKey.SEED).origin());
        assertFalse(upper.has(ConfigKey.SEED));
    }

    @Test
    void aDeviceGoesWithItsBackend() {
        LayeredConfig below = LayeredConfig.defaults().withBackend(new BackendChoice("swift", "gpu1", 0), "below");
        LayeredConfig threads = LayeredConfig.EMPTY.with(ConfigKey.THREADS, 2, "above");
        assertEquals(new BackendChoice("swift", "gpu1", 2), below.under(threads).backendChoice());
        LayeredConfig other = LayeredConfig.EMPTY.with(ConfigKey.BACKEND, "slow", "above");
        assertEquals(new BackendChoice("slow", null, 0), below.under(other).backendChoice());
        LayeredConfig device = LayeredConfig.EMPTY.with(ConfigKey.DEVICE, "gpu0", "above");
        assertEquals(new BackendChoice("swift", "gpu0", 0), below.under(device).backendChoice());
    }

    @Test
    void everyKeyHasANameOfItsOwn() {
        for (ConfigKey key : ConfigKey.values()) {
            assertEquals(key, ConfigKey.valueOf(key.key().toUpperCase(java.util.Locale.ROOT)));
            String flag = key.flag();
            assertTrue(flag == null || flag.startsWith("--"), key.key());
        }
    }

    @Test
    void aRangeIsCheckedWhereverTheValueComesFrom() {
        LayeredConfig wrong = LayeredConfig.defaults().with(ConfigKey.HIDDEN_SIZE, 0, "a.yaml");
        assertThrows(UsageException.class, wrong::runConfig);
    }
}
