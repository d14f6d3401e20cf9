package unroll.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import unroll.app.console.Numbers;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.core.memory.MemoryResult;
import unroll.core.memory.MemoryScore;
import unroll.core.memory.MemorySettings;
import unroll.core.run.Provenance;
import unroll.core.statistics.Spread;

/** The report of what cells remember. */
public final class MemoryPage {
    private static final double PER_CENT = 100;
    private static final int GREY = 5;
    private static final int DOTTED = 2;

    private MemoryPage() {
    }

    /** What there is to say. */
    public static Page of(MemoryResult result, Optional<Provenance> provenance) {
        List<Integer> distances = result.distances().stream().sorted().toList();
        double[] across = distances.stream().mapToDouble(Integer::doubleValue).toArray();
        List<Part.Series> series = new ArrayList<>();
        for (int i = 0; i < result.cells().size(); i++) {
            String cell = result.cells().get(i);
            series.add(new Part.Series(cell, distances.stream()
                    .mapToDouble(distance -> PER_CENT * result.accuracy(cell, distance).mean()).toArray(),
                    Part.Style.of(i)));
        }
        double[] guess = new double[across.length];
        Arrays.fill(guess, PER_CENT / result.symbols());
        series.add(new Part.Series("a guess", guess, new Part.Style(GREY, DOTTED)));
        Part.Chart chart = new Part.Chart("accuracy", "Right answers, in per cent",
                "A symbol is shown, noise follows, and the model is asked which symbol it was; the mean over the seeds.",
                "The share of right answers by the number of steps between symbol and question, a curve for each cell.",
                new Part.Across("Steps", across), false, series);
        List<List<String>> rows = result.scores().stream()
                .sorted(Comparator.comparingInt(MemoryScore::distance))
                .map(score -> List.of(score.cell(), String.valueOf(score.distance()), String.valueOf(score.seed()),
                        Numbers.count(score.parameters()),
                        String.format(Locale.ROOT, "%.1f", PER_CENT * score.accuracy()),
                        String.format(Locale.ROOT, "%.2f", score.seconds())))
                .toList();
        Part.Table table = new Part.Table("Each seed", "",
                List.of(Part.Column.words("Cell"), Part.Column.numbers("Steps"),
                        Part.Column.numbers("Seed"), Part.Column.numbers("Parameters"), Part.Column.numbers("Right, %"),
                        Part.Column.numbers("Seconds")),
                rows);
        List<Part> parts = new ArrayList<>(List.of(chart, means(result, distances), table));
        if (!result.failures().isEmpty()) {
            parts.add(failures(result));
        }
        parts.add(configuration(result));
        parts.add(ProvenanceParts.of(provenance.stream().toList(), "not noted",
                MemoryReport.seeds(result).stream().map(String::valueOf).collect(Collectors.joining(", "))));
        return new Page("What cells remember", String.format(Locale.ROOT,
                "One of %d symbols has to be remembered; who guesses is right in %.1f per cent.", result.symbols(),
                PER_CENT / result.symbols()), headline(result, distances), parts);
    }

    private static Part.Table failures(MemoryResult result) {
        return new Part.Table(Numbers.count(result.failures().size(), "model") + " diverged",
                "What there is none of is -; means are over the other seeds.",
                List.of(Part.Column.words("Cell"), Part.Column.numbers("Steps"), Part.Column.numbers("Seed"),
                        Part.Column.words("In its words")),
                result.failures().stream().map(each -> List.of(each.cell(), String.valueOf(each.distance()),
                        String.valueOf(each.seed()), each.message())).toList());
    }

    private static List<Part.Fact> headline(MemoryResult result, List<Integer> distances) {
        int farthest = distances.getLast();
        return result.cells().stream().map(cell -> new Part.Fact(cell + ", " + Numbers.count(farthest, "step"),
                perCent(result.accuracy(cell, farthest)))).toList();
    }

    private static String perCent(Spread spread) {
        return MemoryReport.accuracy(spread) + (spread.count() == 0 ? "" : " %");
    }

    private static Part.Table means(MemoryResult result, List<Integer> distances) {
        List<Part.Column> columns = new ArrayList<>(List.of(Part.Column.words("Cell")));
        distances.forEach(distance -> columns.add(Part.Column.numbers(Numbers.count(distance, "step"))));
        List<List<String>> rows = new ArrayList<>();
        for (String cell : result.cells()) {
            List<String> row = new ArrayList<>(List.of(cell));
            distances.forEach(distance -> row.add(MemoryReport.accuracy(result.accuracy(cell, distance))));
            rows.add(row);
        }
        return new Part.Table("Right answers by cell, in per cent", "Mean ± standard deviation over the seeds.",
                columns,
                rows);
    }

    private static Part.Facts configuration(MemoryResult result) {
        List<Part.Fact> facts = new ArrayList<>();
        facts.add(new Part.Fact("cells", String.join(", ", result.cells())));
        facts.add(new Part.Fact("steps",
                result.distances().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        facts.add(new Part.Fact("symbols", String.valueOf(result.symbols())));
        MemorySettings settings = result.settings();
        if (settings != null) {
            facts.add(new Part.Fact("hidden", String.valueOf(settings.hiddenSize())));
            facts.add(new Part.Fact("updates", String.valueOf(settings.updates())));
            facts.add(new Part.Fact("batch", String.valueOf(settings.batchSize())));
            facts.add(new Part.Fact("lr", String.valueOf(settings.learningRate())));
        }
        return new Part.Facts("Configuration", facts);
    }
}
