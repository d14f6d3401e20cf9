package unroll.core.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.core.config.ConfigKey;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.statistics.PairedDifference;
import unroll.core.statistics.Spread;

/** results.json and results.csv: what an experiment has come to, for programs. What is not a finite number is null. */
final class ResultFiles {
    private ResultFiles() {
    }

    static void write(Path folder, ExperimentResult result) {
        AtomicFile.write(folder.resolve("results.json"), AtomicFile.text(json(result)));
        AtomicFile.write(folder.resolve("results.csv"), AtomicFile.text(csv(result.outcomes())));
    }

    static String json(ExperimentResult result) {
        return Documents.json(document(result));
    }

    private static ObjectNode document(ExperimentResult result) {
        ObjectNode document = Documents.document();
        switch (result) {
            case ComparisonResult comparison -> comparison(document, comparison);
            case SweepResult sweep -> sweep(document, sweep);
        }
        document.put("missing", result.missing());
        ArrayNode trials = document.putArray("trials");
        for (TrialOutcome outcome : result.outcomes()) {
            ObjectNode trial = trials.addObject();
            trial.put("trial", outcome.trial().name());
            trial.put("variant", outcome.trial().variant());
            trial.put("seed", outcome.trial().seed());
            putTexts(trial.putObject("settings"), outcome.trial().changes());
            putOutcome(trial, outcome);
        }
        return document;
    }

    private static void comparison(ObjectNode document, ComparisonResult result) {
        document.put("kind", "comparison");
        document.put("match", result.budget().match().name().toLowerCase(Locale.ROOT));
        document.put("amount", result.budget().amount());
        ArrayNode variants = document.putArray("variants");
        for (VariantResult each : result.variants()) {
            ObjectNode variant = variants.addObject();
            variant.put("variant", each.name());
            putTexts(variant.putObject("settings"), each.settings());
            variant.put("parameters", each.parameters());
            put(variant.putObject("dev_loss"), each.devLoss());
            put(variant.putObject("test_loss"), each.testLoss());
            put(variant.putObject("seconds"), each.seconds());
            put(variant.putObject("tokens_per_second"), each.tokensPerSecond());
            variant.put("failed", each.failed());
        }
        ArrayNode differences = document.putArray("differences");
        for (VariantDifference each : result.differences()) {
            ObjectNode difference = differences.addObject();
            difference.put("first", each.first());
            difference.put("second", each.second());
            put(difference.putObject("dev_loss"), each.devLoss());
            put(difference.putObject("test_loss"), each.testLoss());
        }
    }

    private static void sweep(ObjectNode document, SweepResult result) {
        document.put("kind", "sweep");
        document.put("method", result.method());
        ArrayNode effects = document.putArray("effects");
        for (SettingEffect each : result.effects()) {
            ObjectNode effect = effects.addObject();
            effect.put("key", each.key());
            put(effect, "rank_correlation", each.rankCorrelation());
            effect.put("trials", each.trials());
            ObjectNode values = effect.putObject("dev_loss_by_value");
            each.devLossByValue().forEach((value, spread) -> put(values.putObject(value), spread));
        }
    }

    private static void put(ObjectNode node, Spread spread) {
        node.put("count", spread.count());
        put(node, "mean", spread.mean());
        put(node, "standard_deviation", spread.standardDeviation());
    }

    private static void put(ObjectNode node, PairedDifference difference) {
        put(node, difference.difference());
        put(node, "low", difference.low());
        put(node, "high", difference.high());
        node.put("verdict", difference.verdict().name().toLowerCase(Locale.ROOT));
    }

    private static void putTexts(ObjectNode node, Map<String, String> texts) {
        texts.forEach(node::put);
    }

    static void putOutcome(ObjectNode node, TrialOutcome outcome) {
        switch (outcome) {
            case TrialOutcome.Finished finished -> {
                TrialFigures figures = finished.figures();
                node.put("outcome", "finished");
                node.put("parameters", figures.parameters());
                node.put("epochs", figures.epochs());
                node.put("best_epoch", figures.bestEpoch());
                put(node, "train_loss", figures.trainLoss());
                put(node, "dev_loss", figures.devLoss());
                put(node, "test_loss", figures.testLoss());
                put(node, "seconds", figures.seconds());
                node.put("tokens", figures.tokens());
            }
            case TrialOutcome.Failed failed -> {
                node.put("outcome", failed.reason().name().toLowerCase(Locale.ROOT));
                node.put("message", failed.message());
            }
        }
    }

    private static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    /** A line for each trial; a column for each setting that any of them sets. */
    private static String csv(List<TrialOutcome> outcomes) {
        Set<String> keys = new LinkedHashSet<>();
        outcomes.forEach(outcome -> keys.addAll(outcome.trial().changes().keySet()));
        // It has its column already.
        keys.remove(ConfigKey.SEED.key());
        List<String> header = new ArrayList<>(List.of("trial", "variant", "seed"));
        header.addAll(keys);
        header.addAll(List.of("outcome", "parameters", "epochs", "best_epoch", "train_loss", "dev_loss", "test_loss",
                "seconds", "tokens", "message"));
        StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
        for (TrialOutcome outcome : outcomes) {
            ObjectNode fields = Documents.document();
            putTexts(fields, outcome.trial().changes());
            fields.put("trial", outcome.trial().name());
            fields.put("variant", outcome.trial().variant());
            fields.put("seed", Long.toString(outcome.trial().seed()));
            putOutcome(fields, outcome);
            csv.append(String.join(",", header.stream().map(key -> csvField(fields, key)).toList())).append('\n');
        }
        return csv.toString();
    }

    /** As RFC 4180 has it: quoted where the text would be taken for several. */
    private static String csvField(ObjectNode fields, String key) {
        String text = fields.has(key) && !fields.get(key).isNull() ? fields.get(key).asString() : "";
        return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
