package unroll.app.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.core.memory.MemoryResult;
import unroll.core.memory.MemoryScore;
import unroll.core.statistics.Spread;

/** What cells remember, for people. */
public final class MemoryReport {
    private static final double PER_CENT = 100;

    private MemoryReport() {
    }

    /** One score, as soon as it is known. */
    public static String line(MemoryScore score) {
        return String.format(Locale.ROOT, "%-18s  %5d steps  seed %-3d  %5.1f %%  %7.2f s", score.cell(),
                score.distance(), score.seed(), PER_CENT * score.accuracy(), score.seconds());
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
            row.add(Numbers.count(result.scores().stream().filter(each -> each.cell().equals(cell)).findFirst()
                    .orElseThrow().parameters()));
            result.distances().forEach(distance -> row.add(accuracy(result.accuracy(cell, distance))));
            table.row(row.toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        int seeds = (int) result.scores().stream().mapToLong(MemoryScore::seed).distinct().count();
        lines.addAll(Paragraph.of("", "Right answers in per cent, of a symbol shown so many steps before; "
                + (seeds > 1 ? "mean ± standard deviation over " + seeds + " seeds; " : "") + "a guess is right in "
                + String.format(Locale.ROOT, "%.1f.", PER_CENT / result.symbols())));
        lines.add("");
        lines.add("results  " + folder.resolve("memory.json") + ", memory.csv");
        return lines;
    }

    static String accuracy(Spread spread) {
        return String.format(Locale.ROOT, "%.1f", PER_CENT * spread.mean())
                + (Double.isNaN(spread.standardDeviation())
                        ? ""
                        : String.format(Locale.ROOT, " ± %.1f", PER_CENT * spread.standardDeviation()));
    }
}
