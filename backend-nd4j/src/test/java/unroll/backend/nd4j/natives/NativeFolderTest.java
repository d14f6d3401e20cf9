package unroll.backend.nd4j.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeFolderTest {
    @Test
    void liesInTheCacheFolderOfTheUser() {
        assertEquals(Path.of("/home/ada/.cache/unroll/natives"), NativeFolder.of(name -> null, "/home/ada"));
        assertEquals(Path.of("/fast/unroll/natives"),
                NativeFolder.of(Map.of("XDG_CACHE_HOME", "/fast")::get, "/home/ada"));
    }

    @Test
    void aRelativeCacheFolderIsIgnored() {
        for (String relative : new String[] {"", "cache"}) {
            assertEquals(Path.of("/home/ada/.cache/unroll/natives"),
                    NativeFolder.of(Map.of("XDG_CACHE_HOME", relative)::get, "/home/ada"));
        }
    }
}
