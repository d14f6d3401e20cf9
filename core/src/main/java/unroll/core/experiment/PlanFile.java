package unroll.core.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.api.error.ModelFormatException;
import unroll.api.error.UsageException;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.Origin;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.file.Fields;
import unroll.core.file.SettingsFields;

/** experiment.yaml: the plan of an experiment, from which it goes on after whatever happened. */
final class PlanFile {
    private static final int FORMAT = 1;
    private static final String COMPARISON = "comparison";
    private static final String SWEEP = "sweep";

    private PlanFile() {
    }

    static void write(Path file, ExperimentPlan plan) {
        ObjectNode document = Documents.document();
        document.put("format", FORMAT);
        switch (plan) {
            case ExperimentPlan.Comparison comparison -> {
                document.put("kind", COMPARISON);
                document.put("match", comparison.budget().match().name().toLowerCase(Locale.ROOT));
                document.put("amount", comparison.budget().amount());
            }
            case ExperimentPlan.Sweep sweep -> {
                document.put("kind", SWEEP);
                put(document, sweep.method());
                ArrayNode keys = document.putArray("keys");
                sweep.keys().forEach(keys::add);
            }
        }
        document.put("data_sha256", plan.dataSha256());
        SettingsFields.write(document.putObject("settings"), plan.settings());
        ArrayNode trials = document.putArray("trials");
        for (Trial trial : plan.trials()) {
            ObjectNode each = trials.addObject();
            each.put("trial", trial.name());
            each.put("variant", trial.variant());
            ArrayNode changed = each.putArray("changed");
            trial.changed().forEach(key -> changed.add(key.key()));
            SettingsFields.write(each.putObject("settings"), trial.settings());
        }
        AtomicFile.write(file, AtomicFile.text(Documents.yaml(document)));
    }

    private static void put(ObjectNode document, SearchMethod method) {
        document.put("method", method.name());
        switch (method) {
            case SearchMethod.Grid grid -> {
            }
            case SearchMethod.Random random -> document.put("draw_seed", random.seed());
            case SearchMethod.Halving halving -> {
                document.put("draw_seed", halving.seed());
                document.put("min_epochs", halving.minEpochs());
                document.put("eta", halving.eta());
            }
        }
    }

    /**
     * Reads one.
     *
     * @throws ModelFormatException if it is missing, damaged, or of a newer version
     */
    static ExperimentPlan read(Path file) {
        Fields fields = Documents.readYaml(file, Documents.LARGE);
        long format = fields.integer("format", 1, Long.MAX_VALUE);
        if (format > FORMAT) {
            throw new ModelFormatException(file + " was made by a newer version: format " + format
                    + ", this Unroll reads up to " + FORMAT + "; update Unroll");
        }
        String kind = fields.text("kind");
        String sha256 = fields.text("data_sha256");
        Origin origin = new Origin.File(file.toString());
        LayeredConfig settings = SettingsFields.read(fields.inner("settings"), origin);
        List<Trial> trials = new ArrayList<>();
        for (Fields each : fields.inners("trials")) {
            List<String> changed = each.elements("changed").stream().map(name -> name.text("changed")).toList();
            trials.add(new Trial(each.text("trial"), each.text("variant"),
                    List.of(ConfigKey.values()).stream().filter(key -> changed.contains(key.key())).toList(),
                    SettingsFields.read(each.inner("settings"), origin)));
        }
        try {
            // Missing settings are known now, and not in the middle.
            settings.runConfig();
            trials.forEach(trial -> trial.settings().runConfig());
            return switch (kind) {
                case COMPARISON -> new ExperimentPlan.Comparison(settings,
                        new Budget(ExperimentFile.match(fields), fields.finite("amount")), trials, sha256);
                case SWEEP -> new ExperimentPlan.Sweep(settings, method(fields, trials.size()),
                        fields.elements("keys").stream().map(each -> each.text("keys")).toList(), trials, sha256);
                default -> throw new ModelFormatException(file + " has the unknown kind '" + kind + "'");
            };
        } catch (UsageException e) {
            throw new ModelFormatException(Objects.requireNonNullElse(e.getMessage(), file + " cannot be read"), e);
        }
    }

    private static SearchMethod method(Fields fields, int trials) {
        String method = fields.text("method");
        return switch (method) {
            case "grid" -> new SearchMethod.Grid();
            case "random" -> new SearchMethod.Random(trials, seed(fields));
            case "halving" -> new SearchMethod.Halving(trials, seed(fields), fields.integer("min_epochs", 1),
                    fields.integer("eta", 2));
            default -> throw new ModelFormatException(fields.place() + " has the unknown method '" + method + "'");
        };
    }

    private static long seed(Fields fields) {
        return fields.integer("draw_seed", 0, Long.MAX_VALUE);
    }
}
