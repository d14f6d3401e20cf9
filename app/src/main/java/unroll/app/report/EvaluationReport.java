package unroll.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Numbers;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.app.job.EvaluationResult;
import unroll.core.train.LossSum;

/** What an evaluation gave. */
public final class EvaluationReport {
    private EvaluationReport() {
    }

    /** For people. */
    public static List<String> lines(EvaluationResult result) {
        LossSum all = result.all();
        Table figures = new Table(Align.LEFT, Align.LEFT);
        figures.row("run", result.run().toString());
        figures.row("model", SettingsWords.brief(result.model()));
        figures.row("data", result.source() + ", split " + result.split());
        figures.row("nats per token", Numbers.loss(all.perToken()));
        figures.row("bits per character", Numbers.loss(all.bitsPerCharacter()));
        figures.row("perplexity", Numbers.loss(all.perplexity()));
        List<String> lines = new ArrayList<>(figures.lines());
        lines.add("");
        Table parts = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        parts.row("", "items", "tokens", "nats per token");
        row(parts, "all", all);
        row(parts, "seen in training", result.seen());
        row(parts, "unseen", result.unseen());
        lines.addAll(parts.lines());
        return lines;
    }

    private static void row(Table table, String name, @Nullable LossSum loss) {
        if (loss == null) {
            table.row(name, "unknown");
        } else {
            table.row(name, Numbers.count(loss.items()), Numbers.count(loss.tokens()), Numbers.loss(loss.perToken()));
        }
    }

    /** For programs; what is not known is null. */
    public static String json(EvaluationResult result) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("run", result.run().toString());
        object.put("model", SettingsWords.object(result.model()));
        object.put("data", result.source());
        object.put("split", result.split().toString());
        put(object, result.all());
        object.put("seen", part(result.seen()));
        object.put("unseen", part(result.unseen()));
        return Json.of(object);
    }

    private static @Nullable Map<String, @Nullable Object> part(@Nullable LossSum loss) {
        if (loss == null) {
            return null;
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        put(object, loss);
        return object;
    }

    private static void put(Map<String, @Nullable Object> object, LossSum loss) {
        object.put("items", loss.items());
        object.put("tokens", loss.tokens());
        Json.put(object, "nats_per_token", loss.perToken());
        Json.put(object, "bits_per_character", loss.bitsPerCharacter());
        Json.put(object, "perplexity", loss.perplexity());
    }
}
