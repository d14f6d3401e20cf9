package unroll.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Numbers;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.core.config.ConfigKey;
import unroll.core.config.LayeredConfig;
import unroll.core.config.RunConfig;
import unroll.core.run.Provenance;
import unroll.core.run.RunFolder;
import unroll.core.run.SamplesFile;
import unroll.core.train.EpochMetrics;
import unroll.core.train.Overfitting;
import unroll.core.train.TestMetrics;

/** The report of a run, out of the files in its folder. */
public final class RunPage {
    private RunPage() {
    }

    /**
     * Reads a run and says what there is to say.
     *
     * @throws unroll.api.error.ModelFormatException if a file is missing or damaged
     */
    public static Page of(RunFolder run) {
        LayeredConfig settings = run.settings();
        List<EpochMetrics> epochs = run.metrics().epochs();
        Provenance provenance = run.provenance();
        List<Part> parts = new ArrayList<>();
        if (!epochs.isEmpty()) {
            parts.addAll(RunCharts.of(epochs, run.metrics().gradientNorms()));
            parts.add(table(epochs));
        }
        List<SamplesFile.Line> samples = run.samples().lines();
        if (!samples.isEmpty()) {
            parts.add(SampleParts.of(Map.of("", samples), ""));
        }
        parts.add(new Part.Facts("Configuration", ExperimentPage.settings(settings)));
        RunConfig config = settings.runConfig();
        parts.add(ProvenanceParts.of(List.of(provenance), provenance.dataSha256(),
                ProvenanceParts.seeds(List.of(config.seed()), List.of(config.data().splitSeed()))));
        return new Page(String.valueOf(run.path().getFileName()), lead(settings, provenance),
                headline(epochs, run.metrics().test()), parts);
    }

    private static String lead(LayeredConfig settings, Provenance provenance) {
        return "Cell " + settings.get(ConfigKey.CELL).value() + " with a hidden state of "
                + settings.get(ConfigKey.HIDDEN_SIZE).value() + ", trained on " + provenance.data() + " ("
                + Numbers.count(provenance.items(), "item") + "). Losses are in nats per token.";
    }

    private static List<Part.Fact> headline(List<EpochMetrics> epochs, Optional<TestMetrics> test) {
        List<Part.Fact> facts = new ArrayList<>();
        EpochMetrics best = best(epochs);
        if (best != null) {
            facts.add(new Part.Fact("Best dev loss", Numbers.loss(best.devLoss())));
            facts.add(new Part.Fact("Best epoch", best.epoch() + " of " + epochs.size()));
        }
        facts.add(new Part.Fact("Test loss", test.map(of -> Numbers.loss(of.testLoss())).orElse("not yet")));
        Overfitting.of(epochs).ifPresent(parted -> facts.add(new Part.Fact("Overfits", "from epoch " + parted.epoch()
                + " on")));
        facts.add(new Part.Fact("Training time",
                Numbers.time(epochs.stream().mapToDouble(EpochMetrics::seconds).sum())));
        return facts;
    }

    private static @Nullable EpochMetrics best(List<EpochMetrics> epochs) {
        EpochMetrics best = null;
        for (EpochMetrics epoch : epochs) {
            best = epoch.best() ? epoch : best;
        }
        return best;
    }

    private static Part.Table table(List<EpochMetrics> epochs) {
        List<Part.Column> columns = List.of(Part.Column.numbers("Epoch"), Part.Column.numbers("Train"),
                Part.Column.numbers("Dev"), Part.Column.numbers("Lecture's train"),
                Part.Column.numbers("Lecture's dev"),
                Part.Column.numbers("Tokens/s"), Part.Column.numbers("Seconds"), Part.Column.words(""));
        List<List<String>> rows = epochs.stream()
                .map(epoch -> List.of(String.valueOf(epoch.epoch()), Numbers.loss(epoch.trainLoss()),
                        Numbers.loss(epoch.devLoss()), Numbers.loss(epoch.trainLossLecture()),
                        Numbers.loss(epoch.devLossLecture()), Numbers.count(Math.round(epoch.tokensPerSecond())),
                        String.format(Locale.ROOT, "%.2f", epoch.seconds()), epoch.best() ? "best so far" : ""))
                .toList();
        return new Part.Table("Epochs",
                "The lecture divides by one batch too few; its figures are there to be compared "
                        + "with the notebook.",
                columns, rows);
    }
}
