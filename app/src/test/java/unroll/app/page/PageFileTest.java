package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PageFileTest {
    private static final String EVIL = "</script><script>alert(1)</script>&{{page.js}}";

    private static Page page(String word) {
        return new Page(word, word, List.of(new Part.Fact(word, word)), List.of(
                new Part.Chart("loss", word, word, word, new Part.Across(word, new double[] {1, 2, 3}), true,
                        List.of(new Part.Series(word, new double[] {1e-20, 0, Double.NaN}, Part.Style.of(0)))),
                new Part.Table(word, word, List.of(Part.Column.words(word), Part.Column.numbers(word)),
                        List.of(List.of(word, word))),
                new Part.Samples(word, word,
                        List.of(new Part.Group(word, List.of(new Part.Listing(word, List.of(word)))))),
                new Part.Facts(word, List.of(new Part.Fact(word, word)))));
    }

    private static JsonNode figures(String html) {
        String begin = "id=\"figures\">";
        int from = html.indexOf(begin) + begin.length();
        return JsonMapper.shared().readTree(html.substring(from, html.indexOf("</script>", from)));
    }

    @Test
    void whateverItHoldsStaysText() {
        String html = PageFile.html(page(EVIL));
        assertEquals(2, html.split("<script>", -1).length, "one script of code");
        JsonNode figures = figures(html);
        assertEquals(EVIL, figures.get("title").asString());
        assertEquals(EVIL, figures.get("parts").get(1).get("rows").get(0).get(1).asString());
        assertTrue(html.contains("<title>&lt;/script&gt;"), "the title is escaped");
    }

    /** What has no place on a logarithmic axis, or is no number, is a gap. */
    @Test
    void zeroAndNanAreGaps() {
        JsonNode values = figures(PageFile.html(page("a"))).get("parts").get(0).get("series").get(0).get("values");
        assertEquals(1e-20, values.get(0).asDouble());
        assertTrue(values.get(1).isNull() && values.get(2).isNull(), values.toString());
    }

    @Test
    void loadsNothing() {
        String html = PageFile.html(page("a"));
        assertFalse(html.contains("{{"), "a slot is left");
        assertTrue(html.contains("default-src 'none'"), "the browser is told to load nothing");
        assertFalse(html.matches("(?s).*(src|href)=\"(?!data:).*"), "a file is named");
        assertFalse(html.contains("@import") || html.contains("fetch("), "something is fetched");
        assertTrue(html.contains("The MIT License") && html.contains("Leon Sorokin"), "the licence of the charts");
    }
}
