package unroll.app.page;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A page's figures as the script on it reads them. */
final class PageJson {
    private static final String TITLE = "title";
    private static final String NAME = "name";
    private static final String NOTE = "note";
    private static final String ROWS = "rows";
    private static final String VALUES = "values";

    private final JsonMapper mapper = new JsonMapper();

    /** On one line, in which no element of HTML can begin or end. */
    String of(Page page) {
        ObjectNode root = mapper.createObjectNode();
        root.put(TITLE, page.title());
        root.put("lead", page.lead());
        facts(root.putArray("headline"), page.headline());
        ArrayNode parts = root.putArray("parts");
        for (Part part : page.parts()) {
            ObjectNode node = parts.addObject();
            node.put(TITLE, part.title());
            switch (part) {
                case Part.Chart chart -> chart(node.put("type", "chart"), chart);
                case Part.Table table -> table(node.put("type", "table"), table);
                case Part.Facts facts -> facts(node.put("type", "facts").putArray(ROWS), facts.rows());
                case Part.Samples samples -> samples(node.put("type", "samples"), samples);
            }
        }
        return mapper.writeValueAsString(root).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static void facts(ArrayNode rows, Iterable<Part.Fact> facts) {
        for (Part.Fact fact : facts) {
            rows.addArray().add(fact.name()).add(fact.value());
        }
    }

    private static void chart(ObjectNode node, Part.Chart chart) {
        node.put("id", chart.id()).put(NOTE, chart.note()).put("alt", chart.alt());
        ObjectNode across = node.putObject("x").put("label", chart.across().label())
                .put("log", chart.across().logarithmic());
        numbers(across.putArray(VALUES), chart.across().values(), false);
        texts(across.putArray("names"), chart.across().names());
        node.putObject("y").put("log", chart.logarithmic());
        ArrayNode all = node.putArray("series");
        for (Part.Series series : chart.series()) {
            ObjectNode one = all.addObject().put(NAME, series.name()).put("colour", series.style().colour())
                    .put("dash", series.style().dash());
            numbers(one.putArray(VALUES), series.values(), chart.logarithmic());
        }
    }

    private static void numbers(ArrayNode array, double[] values, boolean positive) {
        for (double value : values) {
            if (!Double.isFinite(value) || (positive && value <= 0)) {
                array.addNull();
            } else {
                array.add(value);
            }
        }
    }

    private static void table(ObjectNode node, Part.Table table) {
        node.put(NOTE, table.note());
        ArrayNode head = node.putArray("head");
        ArrayNode right = node.putArray("right");
        for (Part.Column column : table.columns()) {
            head.add(column.name());
            right.add(column.right());
        }
        ArrayNode rows = node.putArray(ROWS);
        for (Iterable<String> row : table.rows()) {
            texts(rows.addArray(), row);
        }
    }

    private static void samples(ObjectNode node, Part.Samples samples) {
        node.put(NOTE, samples.note());
        ArrayNode groups = node.putArray("groups");
        for (Part.Group group : samples.groups()) {
            ArrayNode lists = groups.addObject().put(NAME, group.name()).putArray("lists");
            for (Part.Listing list : group.lists()) {
                texts(lists.addObject().put(NAME, list.name()).putArray("items"), list.items());
            }
        }
    }

    private static void texts(ArrayNode array, Iterable<String> texts) {
        for (String text : texts) {
            array.add(text);
        }
    }
}
