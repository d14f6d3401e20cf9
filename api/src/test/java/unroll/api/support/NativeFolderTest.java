package unroll.api.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {
    private static final Map<String, String> HOME = Map.of("user.home", "/home/ada");

    @TempDir
    private Path temporary;

    @Test
    void liesInTheCacheFolderOfTheUser() {
        assertEquals(Path.of("/home/ada/.cache/unroll/natives"), NativeFolder.of(HOME::get, name -> null));
        assertEquals(Path.of("/fast/unroll/natives"),
                NativeFolder.of(HOME::get, Map.of("XDG_CACHE_HOME", "/fast")::get));
    }

    @Test
    void aRelativeCacheFolderIsIgnored() {
        for (String relative : new String[] {"", "cache"}) {
            assertEquals(Path.of("/home/ada/.cache/unroll/natives"),
                    NativeFolder.of(HOME::get, Map.of("XDG_CACHE_HOME", relative)::get));
        }
    }

    @Test
    void thePropertyDecides() {
        assertEquals(Path.of("/big"), NativeFolder.of(Map.of(NativeFolder.PROPERTY, "/big")::get,
                Map.of("XDG_CACHE_HOME", "/fast")::get));
    }

    /** A file stands where a folder should: nobody can write there, not even an administrator. */
    @Test
    void saysWhyItCannotBeWritten() throws IOException {
        Path fresh = temporary.resolve("a").resolve("b");
        assertNull(NativeFolder.problem(fresh));
        assertEquals(0, fresh.toFile().list().length, "nothing stays behind");
        Path file = Files.createFile(temporary.resolve("file"));
        for (Path folder : new Path[] {file, file.resolve("natives")}) {
            String problem = NativeFolder.problem(folder);
            assertNotNull(problem, folder.toString());
            assertTrue(problem.startsWith("the folder " + folder + " for its native libraries cannot be written: "),
                    problem);
            assertTrue(problem.length() > problem.indexOf("written: ") + 9, problem);
        }
    }
}
