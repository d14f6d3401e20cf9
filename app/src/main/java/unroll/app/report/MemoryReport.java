package unroll.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.app.page.PageFile;
import unroll.core.memory.MemoryFailure;
import unroll.core.memory.MemoryOutcome;
import unroll.core.memory.MemoryResult;
import unroll.core.memory.MemoryScore;
import unroll.core.statistics.Spread;

/** What cells remember, for people. */
public final class MemoryReport {
    private static final double PER_CENT = 100;
    private static final String NONE = "-";

    private MemoryReport() {
    }

    /** One outcome, as soon as it is known. */
    public static String line(MemoryOutcome outcome) {
        String start = String.format(Locale.ROOT, "%-18s  %5d steps  seed %-3d  ", outcome.cell(), outcome.distance(),
                outcome.seed());
        return start + switch (outcome) {
            case MemoryScore score -> String.format(Locale.ROOT, "%5.1f %%  %7.2f s", PER_CENT * score.accuracy(),
                    score.seconds());
            case MemoryFailure failure -> "diverged";
        };
    }

    /** The results. */
    public static List<String> lines(MemoryResult result, Path folder) {
        Align[] columns = new Align[result.distances().size() + 2];
        Arrays.fill(columns, Align.RIGHT);
        columns[0] = Align.LEFT;
        Table table = new Table(columns);
        List<String> head = new ArrayList<>(List.of("cell", "parameters"));
        result.distances().forEach(distance -> head.add(Numbers.count(distance, "step")));
        table.row(head.toArray(String[]::new));
        for (String cell : result.cells()) {
            List<String> row = new ArrayList<>();
            row.add(cell);
            row.add(result.scores().stream().filter(each -> each.cell().equals(cell)).findFirst()
                    .map(score -> Numbers.count(score.parameters())).orElse(NONE));
            result.distances().forEach(distance -> row.add(accuracy(result.accuracy(cell, distance))));
            table.row(row.toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        int seeds = seeds(result).size();
        lines.addAll(Paragraph.of("", "Right answers in per cent, of a symbol shown so many steps before; "
                + (seeds > 1
                        ? "mean ± standard deviation over " + seeds + " seeds"
                                + (result.failures().isEmpty() ? "" : ", without those that diverged") + "; "
                        : "")
                + "a guess is right in "
                + String.format(Locale.ROOT, "%.1f.", PER_CENT / result.symbols())));
        lines.add("");
        lines.add("results  " + folder.resolve("memory.json") + ", memory.csv");
        lines.add("report   " + folder.resolve(PageFile.NAME));
        return lines;
    }

    /** The seeds in ascending order. */
    static List<Long> seeds(MemoryResult result) {
        return Stream.concat(result.scores().stream(), result.failures().stream()).map(MemoryOutcome::seed).distinct()
                .sorted().toList();
    }

    /** {@code 3 of 9 models diverged; the first: rnn, 20 steps, seed 0: ...}; only where one has. */
    public static String failures(MemoryResult result) {
        int failed = result.failures().size();
        MemoryFailure first = result.failures().getFirst();
        return failed + " of " + Numbers.count(failed + result.scores().size(), "model") + " diverged; the first, "
                + first.cell() + " with seed " + first.seed() + ": " + first.message();
    }

    static String accuracy(Spread spread) {
        if (spread.count() == 0) {
            return NONE;
        }
        return String.format(Locale.ROOT, "%.1f", PER_CENT * spread.mean())
                + (Double.isNaN(spread.standardDeviation())
                        ? ""
                        : String.format(Locale.ROOT, " ± %.1f", PER_CENT * spread.standardDeviation()));
    }
}
