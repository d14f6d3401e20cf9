package unroll.backend.djl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.support.NativeFolder;

class NativeCacheTest {
    private final Map<String, String> properties = new HashMap<>(Map.of("user.home", "/home/ada"));
    private final Map<String, String> environment = new HashMap<>();

    private Path chosen() {
        return NativeCache.choose(properties::get, environment::get);
    }

    @Test
    void liesInTheUsersCaches() {
        assertEquals(Path.of("/home/ada/.cache/unroll/natives"), chosen());
        environment.put("XDG_CACHE_HOME", "/caches");
        assertEquals(Path.of("/caches/unroll/natives"), chosen());
    }

    @Test
    void takesNoCachesThatAreNotAbsolute() {
        environment.put("XDG_CACHE_HOME", "caches");
        assertEquals(Path.of("/home/ada/.cache/unroll/natives"), chosen());
        environment.put("XDG_CACHE_HOME", "");
        assertEquals(Path.of("/home/ada/.cache/unroll/natives"), chosen());
    }

    @Test
    void isTheOneThatDjlWasTold() {
        environment.put("DJL_CACHE_DIR", "/djl");
        assertEquals(Path.of("/djl"), chosen());
        properties.put("ENGINE_CACHE_DIR", "/engine");
        assertEquals(Path.of("/engine"), chosen());
    }

    @Test
    void obeysItsPropertyFirst() {
        environment.put("DJL_CACHE_DIR", "/djl");
        environment.put("XDG_CACHE_HOME", "/caches");
        properties.put(NativeFolder.PROPERTY, "/natives");
        assertEquals(Path.of("/natives"), chosen());
    }
}
