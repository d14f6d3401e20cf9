package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
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
        assertEquals(0, shell.train(RUN).code());
        Matcher listing = LISTING.matcher(Files.readString(Path.of("..", "docs", "library.md")));
        assertTrue(listing.find());
        String code = listing.group(1);
        assertTrue(code.contains("\"" + RUN + "\"") && code.contains("fifth"), code);
        String placed = code.replace("\"" + RUN + "\"",
                "\"" + shell.path(RUN).toString().replace("\\", "\\\\") + "\"");
        Path source = shell.file("Listing.java", AROUND.replace("CODE", placed));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        assertTrue(compiler.getTask(said, null, null, List.of("-proc:none", "-d", directory.toString(), "-cp",
                placeOf(Sampler.class) + File.pathSeparator + placeOf(UnrollException.class)), null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source)).call(),
                said.toString());
        try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()},
                LibraryPageTest.class.getClassLoader())) {
            Object samples = loader.loadClass("Listing").getMethod("run").invoke(null);
            assertEquals(7, ((List<?>) samples).size());
            ((List<?>) samples).forEach(name -> assertTrue(name.toString().startsWith("ma"), name.toString()));
        }
    }
}
