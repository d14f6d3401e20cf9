package unroll.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.api.error.UsageException;

class BackendChoiceTest {
    @Test
    void readsNameAndDevice() {
        assertEquals(new BackendChoice("swift", null, 2), BackendChoice.parse("swift", 2));
        assertEquals(new BackendChoice("swift", "0:1", 0), BackendChoice.parse("swift:0:1", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":", ":gpu", "swift:", "swift: "})
    void refusesEmptyParts(String text) {
        String message = assertThrows(UsageException.class, () -> BackendChoice.parse(text, 0)).getMessage();
        assertTrue(message.contains("NAME:DEVICE") && message.contains("'" + text + "'"), message);
    }
}
