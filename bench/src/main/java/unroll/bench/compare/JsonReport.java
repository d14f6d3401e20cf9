package unroll.bench.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results as a JSON document. */
final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonReport() {
    }

    /** The document. */
    static String text(List<Result> results, Bench bench, Bench.@Nullable Peak peak) {
        ObjectNode document = JSON.createObjectNode();
        ObjectNode machine = document.putObject("machine");
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        machine.put("jvm", Runtime.version().toString());
        document.put("rounds", bench.rounds());
        document.put("tokens", bench.jobs().tokens());
        document.put("items", bench.jobs().items());
        if (peak != null) {
            ObjectNode node = document.putObject("peak");
            node.put("fma_flops_per_second", peak.chains());
            node.put("vector_bits", peak.bits());
            node.put("used_flops_per_second", peak.flopsPerSecond());
        }
        ArrayNode rows = document.putArray("rows");
        results.forEach(result -> row(rows.addObject(), result));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static void row(ObjectNode row, Result result) {
        row.put("row", result.row());
        row.put("title", result.title());
        ArrayNode contenders = row.putArray("contenders");
        for (Result.Figure figure : result.figures()) {
            ObjectNode node = contenders.addObject();
            node.put("name", figure.name());
            node.put("version", figure.version());
            node.put("threads", figure.threads());
            node.put("unit", figure.unit());
            node.put("median", figure.sample().median());
            node.put("min", figure.sample().min());
            node.put("max", figure.sample().max());
            ArrayNode values = node.putArray("values");
            for (double value : figure.sample().values()) {
                values.add(value);
            }
            number(node, "loss_first_epoch", figure.firstLoss());
            number(node, "loss_last_epoch", figure.lastLoss());
            number(node, "ratio_to_first", figure.ratio());
        }
        ArrayNode verdicts = row.putArray("asked_for");
        for (Verdict verdict : result.verdicts()) {
            ObjectNode node = verdicts.addObject();
            node.put("what", verdict.what());
            number(node, "found", verdict.found());
            node.put(verdict.least() ? "at_least" : "at_most", verdict.bound());
            node.put("met", verdict.holds());
        }
        ArrayNode notes = row.putArray("notes");
        result.notes().forEach(notes::add);
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        }
    }
}
