package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports in a browser: charts appear, the page fits its window, keys read figures, and nothing is complained of. */
class ReportBrowserTest {
    /** Looks at the page from inside, after its own script. */
    private static final String PROBE = """
            <script>
            const plot = document.querySelector(".plot");
            plot.focus();
            plot.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
            parent.postMessage([document.documentElement.scrollWidth, innerWidth,
              document.querySelectorAll("canvas").length, getComputedStyle(document.body).backgroundColor,
              plot.parentElement.querySelector("[aria-live]").textContent].join("|"), "*");
            </script>
            """;
    /** A window of a given width, which the browser's own cannot be below 500 pixels. */
    private static final String FRAME = """
            <!doctype html><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
            <script>onmessage = (event) => { document.documentElement.dataset.seen = event.data; };</script>
            <iframe width="WIDTH" height="800" style="border: 0" src="page.html"></iframe>
            """;
    private static final Pattern SEEN = Pattern.compile("data-seen=\"(\\d+)\\|(\\d+)\\|(\\d+)\\|([^|]*)\\|([^\"]*)\"");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"run, 1400, false, Epoch 2: train ", "run, 390, true, Epoch 2: train ",
        "study, 1400, true, t - k 12: rnn", "study, 390, false, t - k 12: rnn"})
    void isWhole(String folder, int width, boolean dark, String spoken) throws IOException, InterruptedException {
        Optional<Browser> browser = Browser.find();
        Assumptions.assumeTrue(browser.isPresent(), "neither chromium nor google-chrome is on the PATH");
        Shell shell = new Shell(directory);
        Shell.Outcome made = folder.equals("run")
                ? shell.train("run", "--log-gradients")
                : shell.run("gradients", "--cells", "rnn,lstm", "--hidden", "4", "--steps", "12", "--out", "study");
        assertEquals(0, made.code(), made.err());
        shell.file("page.html", Files.readString(shell.path(folder + "/report.html"))
                .replace("</body>", PROBE + "</body>"));
        Browser.Shown shown = browser.orElseThrow().show(
                shell.file("frame.html", FRAME.replace("WIDTH", String.valueOf(width))), dark,
                Files.createDirectory(shell.path("scratch")));
        assertEquals("", String.join("\n", shown.console()), "what the console was told");
        Matcher seen = SEEN.matcher(shown.document());
        assertTrue(seen.find(), "the page's script came to its end");
        assertEquals(width, Integer.parseInt(seen.group(2)));
        assertEquals(width, Integer.parseInt(seen.group(1)), "nothing is wider than the window");
        assertTrue(Integer.parseInt(seen.group(3)) >= 2, "charts: " + seen.group(3));
        assertEquals(dark ? "rgb(20, 23, 27)" : "rgb(255, 255, 255)", seen.group(4));
        assertTrue(seen.group(5).startsWith(spoken), seen.group(5));
    }
}
