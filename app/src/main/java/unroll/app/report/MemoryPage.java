package unroll.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import unroll.app.console.Numbers;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.core.memory.MemoryResult;
import unroll.core.memory.MemoryScore;

/** The report of what cells remember. */
public final class MemoryPage {
    private static final double PER_CENT = 100;

    private MemoryPage() {
    }

    /** What there is to say. */
    public static Page of(MemoryResult result) {
        List<Integer> distances = result.distances().stream().sorted().toList();
        double[] across = distances.stream().mapToDouble(Integer::doubleValue).toArray();
        List<Part.Series> series = new ArrayList<>();
        for (int i = 0; i < result.cells().size(); i++) {
            String cell = result.cells().get(i);
            series.add(new Part.Series(cell, distances.stream()
                    .mapToDouble(distance -> PER_CENT * result.accuracy(cell, distance).mean()).toArray(),
                    Part.Style.of(i)));
        }
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
        Part.Table table = new Part.Table("Scores", "", List.of(Part.Column.words("Cell"), Part.Column.numbers("Steps"),
                Part.Column.numbers("Seed"), Part.Column.numbers("Parameters"), Part.Column.numbers("Right, %"),
                Part.Column.numbers("Seconds")), rows);
        return new Page("What cells remember", String.format(Locale.ROOT,
                "One of %d symbols has to be remembered; who guesses is right in %.1f per cent.", result.symbols(),
                PER_CENT / result.symbols()), List.of(), List.of(chart, table));
    }
}
