package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.app.console.Console;
import unroll.app.console.Output;
import unroll.app.console.Terminal;
import unroll.app.job.Interruption;
import unroll.app.job.Surroundings;
import unroll.core.plugin.Installed;

class AppTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(OutputStream out, Supplier<Installed> installed, String... arguments) {
        return App.run(new Console(InputStream.nullInputStream(), Output.ofResults(out), Output.ofMessages(err),
                Terminal.PLAIN),
                new Surroundings(directory, Map.of(), Shell.defaultBackend(), null, Clock.systemUTC(), installed,
                        Interruption.NONE, "unroll"),
                arguments);
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aReaderThatGoesAwayIsNoFailure() {
        assertEquals(0, new Shell(directory).train("run").code());
        assertEquals(0, run(failing("Broken pipe"), Installed::builtIn, "sample", directory.resolve("run").toString(),
                "-n", "1000000000"));
        assertEquals(0, run(failing("Broken pipe"), Installed::builtIn, "--help"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFullDiskIsAFailure() {
        assertEquals(1, run(failing("No space left on device"), Installed::builtIn, "data"));
        assertEquals("unroll: standard output cannot be written: No space left on device; check where it is sent to\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void memoryThatRunsOutIsExplained() {
        assertEquals(1, run(OutputStream.nullOutputStream(), () -> {
            throw new OutOfMemoryError("Java heap space");
        }, "backends"));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("unroll: out of memory: the heap may grow to "));
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void aDefectIsCalledOne() {
        assertEquals(1, run(OutputStream.nullOutputStream(), () -> {
            throw new IllegalStateException("two\nlines");
        }, "backends"));
        String message = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.contains("java.lang.IllegalStateException: two lines; this is a defect"), message);
    }
}
