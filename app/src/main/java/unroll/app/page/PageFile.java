package unroll.app.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.api.error.ResourceException;
import unroll.core.run.WholeFile;

/** Writes a page as one file that loads nothing: styles, scripts, figures and the chart library are in it. */
public final class PageFile {
    /** What the file is called in the folder that it reports of. */
    public static final String NAME = "report.html";

    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z.]+)}}");

    private PageFile() {
    }

    /**
     * Writes or replaces the file.
     *
     * @throws ResourceException if that fails
     */
    public static void write(Path file, Page page) {
        WholeFile.write(file, html(page));
    }

    /** The page's text. */
    static String html(Page page) {
        Map<String, String> slots = Map.of("title", escaped(page.title()), "licence", resource("uplot/LICENSE"),
                "chart.css", resource("uplot/uPlot.min.css"), "page.css", resource("page.css"),
                "figures", new PageJson().of(page), "chart.js", resource("uplot/uPlot.iife.min.js"),
                "page.js", resource("page.js"));
        Matcher slot = SLOT.matcher(resource("page.html"));
        return slot.replaceAll(found -> Matcher.quoteReplacement(slots.getOrDefault(found.group(1), found.group())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream stream = PageFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new ResourceException("the program lacks its file " + name + "; install it again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ResourceException("the program's file " + name + " cannot be read; install it again", e);
        }
    }
}
