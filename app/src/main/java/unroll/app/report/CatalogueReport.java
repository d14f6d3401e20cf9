package unroll.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Paragraph;
import unroll.app.job.Catalogue;

/** The names to choose from, with a word on each. */
public final class CatalogueReport {
    private static final String INDENT = "  ";

    private CatalogueReport() {
    }

    /** For people. */
    public static List<String> lines(Catalogue catalogue) {
        List<Catalogue.Section> sections = catalogue.sections();
        int width = sections.stream().flatMap(section -> section.entries().stream())
                .mapToInt(entry -> entry.name().length()).max().orElse(0);
        String hanging = INDENT + " ".repeat(width) + INDENT;
        List<String> lines = new ArrayList<>();
        for (Catalogue.Section section : sections) {
            lines.add(section.title() + " (--" + section.key() + "):");
            for (Catalogue.Entry entry : section.entries()) {
                List<String> words = Paragraph.of(hanging, entry.description());
                String name = INDENT + entry.name() + " ".repeat(width - entry.name().length()) + INDENT;
                lines.add(name + words.getFirst().substring(hanging.length()));
                lines.addAll(words.subList(1, words.size()));
            }
            lines.add("");
        }
        for (String problem : catalogue.problems()) {
            lines.addAll(Paragraph.of("", "cannot be used: " + problem));
            lines.add("");
        }
        lines.add("'unroll backends' lists what can compute.");
        return lines;
    }

    /** For programs. */
    public static String json(Catalogue catalogue) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        for (Catalogue.Section section : catalogue.sections()) {
            whole.put(section.key(), section.entries().stream().map(CatalogueReport::object).toList());
        }
        whole.put("problems", catalogue.problems());
        return Json.of(whole);
    }

    private static Map<String, Object> object(Catalogue.Entry entry) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", entry.name());
        object.put("description", entry.description());
        return object;
    }
}
