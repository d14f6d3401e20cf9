package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.api.error.UnrollException;
import unroll.core.sample.Sampler;

/** The listing of docs/library.md, compiled and run as it stands, on a run of its own. */
class LibraryPageTest {
    private static final Pattern LISTING = Pattern.compile("(?s)```java\n(.*?)```");
    private static final String RUN = "runs/names";
    /** Takes as many samples as the queue has room for. */
    private static final String AROUND = """
            import java.nio.file.Path;
            import java.util.List;
            import java.util.concurrent.ArrayBlockingQueue;
            import unroll.core.sample.*;
            import unroll.core.setup.*;

            public class Listing {
                public static List<String> run() throws Exception {
                    ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(7);
                    CODE
                    return List.copyOf(queue);
                }
            }
            """;

    @TempDir
    Path directory;

    private static String placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    @Test
    void theListingDoesWhatThePageSays() throws ReflectiveOperationException, IOException, URISyntaxException {
        Shell shell = new Shell(directory);
        shell.file("names.txt", "mara", "amar", "rama", "mamra", "arma", "maram", "ramma", "armar", "marra", "aram");
        assertEquals(0,
                shell.run("train", "--data", "names.txt", "--hidden", "4", "--epochs", "1", "--out", RUN).code());
        Matcher listing = LISTING.matcher(Files.readString(Path.of("..", "docs", "library.md")));
        assertTrue(listing.find());
        String code = listing.group(1);
        assertTrue(code.contains("\"" + RUN + "\"") && code.contains("fifth"), code);
        String placed = code.replace("\"" + RUN + "\"",
                "\"" + shell.path(RUN).toString().replace("\\", "\\\\") + "\"");
        Path source = shell.file("Listing.java", AROUND.replace("CODE", placed));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        assertEquals(0, ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, "-proc:none", "-d",
                directory.toString(), "-cp", placeOf(Sampler.class) + File.pathSeparator
                        + placeOf(UnrollException.class),
                source.toString()), said.toString());
        try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()},
                LibraryPageTest.class.getClassLoader())) {
            Object samples = loader.loadClass("Listing").getMethod("run").invoke(null);
            assertEquals(7, ((List<?>) samples).size());
            ((List<?>) samples).forEach(name -> assertTrue(name.toString().startsWith("ma"), name.toString()));
        }
    }
}
