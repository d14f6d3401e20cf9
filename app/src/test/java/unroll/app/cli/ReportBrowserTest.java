package unroll.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of report in a browser, on a wide window and on a phone, light and dark: charts appear, the page fits its
 * window, pointer and keys read figures, colours have contrast, and nothing is complained of.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportBrowserTest {
    private static final int WIDE = 1400;
    private static final int PHONE = 390;
    private static final int HEIGHT = 900;
    private static final int TAB = 9;
    private static final int END = 35;
    private static final double READABLE = 4.5;

    /** Canvases without a dot of the first curve's colour, by the sections that they are in. */
    private static final String EMPTY = """
            (() => {
              const hex = getComputedStyle(document.documentElement).getPropertyValue("--c0").trim();
              const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
              return [...document.querySelectorAll("canvas")].filter((canvas) => {
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                for (let i = 0; i < data.length; i += 4) {
                  if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) return false;
                }
                return true;
              }).map((canvas) => canvas.closest("section").id).join();
            })()""";
    /** The least contrast of a text and what is behind it, by the formula of WCAG 2. */
    private static final String CONTRAST = """
            (() => {
              const light = (text) => {
                const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map((part) => {
                  const value = part / 255;
                  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = getComputedStyle(at).backgroundColor;
                  if (colour !== "rgba(0, 0, 0, 0)") return light(colour);
                }
                return 1;
              };
              let least = 21;
              for (const element of document.querySelectorAll("h1, h2, h3, p, th, td, dt, dd, li, button, summary, select")) {
                const [a, b] = [light(getComputedStyle(element).color), behind(element)];
                least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
              }
              return String(least);
            })()""";
    /** The middle of the first chart, in the window. */
    private static final String MIDDLE = """
            (() => {
              const over = document.querySelector(".u-over");
              over.scrollIntoView({ block: "center" });
              const box = over.getBoundingClientRect();
              return (box.left + box.width / 2) + " " + (box.top + box.height / 2);
            })()""";
    private static final String LEGEND = "[...document.querySelectorAll('.plot')][0]"
            + ".querySelector('.u-legend').textContent";

    private Path directory = Path.of("");
    private @Nullable Browser browser;

    @BeforeAll
    void start(@TempDir Path scratch) throws IOException {
        Optional<Path> program = Browser.find();
        Assumptions.assumeTrue(program.isPresent(), "neither chromium nor google-chrome is on the PATH");
        directory = scratch;
        browser = Browser.start(program.orElseThrow(), Files.createDirectory(directory.resolve("browser")));
    }

    @AfterAll
    void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private void make(String kind) {
        Shell shell = new Shell(directory);
        shell.words("words.txt");
        shell.file("sweep.yaml", "epochs: 1", "hidden_size: 8", "method: grid", "search:", "  cell: [rnn, gru]",
                "  lr: [0.001, 0.01]", "  seed: [0, 1]");
        List<String> command = switch (kind) {
            case "run" -> List.of("train", "--data", "words.txt", "--hidden", "8", "--epochs", "2", "--log-gradients");
            case "compare" ->
                List.of("compare", "--cells", "rnn,gru", "--seeds", "2", "--data", "words.txt", "--hidden",
                        "8", "--epochs", "2");
            case "sweep" -> List.of("sweep", "sweep.yaml", "--data", "words.txt");
            case "memory" ->
                List.of("memory", "--cells", "rnn,gru", "--steps", "2,3", "--updates", "2", "--hidden", "4");
            default -> List.of("gradients", "--cells", "rnn,lstm", "--hidden", "4", "--steps", "12");
        };
        Shell.Outcome made = shell.run(Stream.concat(command.stream(), Stream.of("--out", kind))
                .toArray(String[]::new));
        assertEquals(0, made.code(), made.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run       | Epoch 2: train
            compare   | Epoch 2: rnn
            sweep     | cell
            memory    | Steps 3: rnn
            gradients | t - k 12: rnn""")
    void isWhole(String kind, String spoken) throws IOException {
        make(kind);
        Path page = directory.resolve(kind).resolve("report.html");
        for (int width : List.of(WIDE, PHONE)) {
            for (boolean dark : List.of(false, true)) {
                look(browser(), page, width, dark, kind + " at " + width + (dark ? ", dark" : ", light"), spoken);
            }
        }
    }

    private Browser browser() {
        if (browser == null) {
            throw new AssertionError("the browser has not been started");
        }
        return browser;
    }

    private static void look(Browser browser, Path page, int width, boolean dark, String what, String spoken)
            throws IOException {
        browser.open(page, width, HEIGHT, dark);
        assertEquals(width + " " + width,
                browser.evaluate("document.documentElement.scrollWidth + ' ' + innerWidth"), what + ": its width");
        assertEquals(dark ? "rgb(20, 23, 27)" : "rgb(255, 255, 255)",
                browser.evaluate("getComputedStyle(document.body).backgroundColor"), what);
        assertNotEquals("0", browser.evaluate("String(document.querySelectorAll('canvas').length)"), what);
        assertEquals("", browser.evaluate(EMPTY), what + ": charts without anything on them");
        double contrast = Double.parseDouble(browser.evaluate(CONTRAST));
        assertTrue(contrast >= READABLE, what + ": a contrast of " + contrast);
        assertEquals("true", browser.evaluate("String([...document.querySelectorAll('h2')].some((each) =>"
                + " each.textContent === 'Provenance'))"), what + ": provenance");

        String atRest = browser.evaluate(LEGEND);
        String[] middle = browser.evaluate(MIDDLE).split(" ", -1);
        browser.point(Double.parseDouble(middle[0]), Double.parseDouble(middle[1]));
        assertNotEquals(atRest, browser.evaluate(LEGEND), what + ": figures below the pointer");

        browser.press("Tab", TAB);
        assertEquals("true", browser.evaluate("String(document.activeElement.classList.contains('plot')"
                + " && getComputedStyle(document.activeElement).outlineStyle === 'solid')"),
                what + ": the key Tab comes to a chart, and it shows");
        browser.press("End", END);
        String said = browser.evaluate("document.activeElement.parentElement.querySelector('[aria-live]').textContent");
        assertTrue(said.startsWith(spoken), what + ": " + said);
        assertEquals("", String.join("\n", browser.console()), what + ": what the console was told");
    }
}
