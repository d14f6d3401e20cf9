package unroll.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import unroll.api.error.UsageException;
import unroll.api.text.Tokenizer;
import unroll.api.text.TokenizerProvider;

class CharTokenizerProviderTest {
    private final TokenizerProvider provider = new CharTokenizerProvider();

    @Test
    void itIsFoundByItsName() {
        List<TokenizerProvider> found = ServiceLoader.load(TokenizerProvider.class).stream()
                .map(ServiceLoader.Provider::get).filter(p -> p.name().equals("char")).toList();
        assertEquals(1, found.size());
        assertEquals(CharTokenizerProvider.class, found.get(0).getClass());
    }

    @Test
    void theClassPathFindsItToo() throws IOException {
        try (InputStream in = CharTokenizerProvider.class
                .getResourceAsStream("/META-INF/services/" + TokenizerProvider.class.getName())) {
            String names = new String(in.readAllBytes(), UTF_8);
            assertTrue(names.lines().anyMatch(CharTokenizerProvider.class.getName()::equals), names);
        }
    }

    @Test
    void itTrainsAndLoads() {
        Tokenizer trained = provider.train(List.of("emma", "ava"), Map.of());
        assertEquals(CharTokenizer.of(List.of("aemv")), trained);
        assertEquals(trained, provider.load(trained.toJson()));
    }

    @Test
    void itReadsWordLevelAlone() {
        assertTrue(provider.reads("WordLevel"));
        assertFalse(provider.reads("BPE"));
        assertFalse(provider.reads("wordlevel"));
    }

    @Test
    void itHasNoOptions() {
        Map<String, String> options = Map.of("vocab-size", "100", "lower", "true");
        UsageException e = assertThrows(UsageException.class, () -> provider.train(List.of("emma"), options));
        assertEquals("tokenizer char has no options, found [lower, vocab-size]; leave them out", e.getMessage());
    }
}
