package unroll.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Results as lines of at most 80 columns. */
final class Report {
    private static final int WIDTH = 80;

    private Report() {
    }

    /** A row's table. */
    static List<String> table(Result result) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        wrap(lines, "", result.row() + ": " + result.title());
        if (!result.figures().isEmpty()) {
            lines.add(
                    String.format(Locale.ROOT, "  %-25s %8s %8s %8s %7s %7s %8s", "", "median", "min", "max", "loss 1",
                            "last", "ratio").stripTrailing());
        }
        for (Result.Figure figure : result.figures()) {
            Sample sample = figure.sample();
            lines.add(String.format(Locale.ROOT, "  %-25s %8s %8s %8s %7s %7s %8s", figure.name(),
                    number(sample.median()), number(sample.min()), number(sample.max()), loss(figure.firstLoss()),
                    loss(figure.lastLoss()), ratio(figure.ratio())).stripTrailing());
        }
        result.verdicts().forEach(verdict -> lines.add(verdict.line()));
        units(result, lines);
        result.notes().forEach(note -> wrap(lines, "  ", note));
        return lines;
    }

    private static void units(Result result, List<String> lines) {
        if (result.figures().isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        for (String unit : new TreeSet<>(result.figures().stream().map(Result.Figure::unit).toList())) {
            parts.add("in " + unit);
        }
        for (Result.Figure figure : result.figures()) {
            parts.add(figure.name() + ": " + figure.version() + ", "
                    + (figure.threads() == 0 ? "its own choice of threads" : figure.threads() + " thread(s)") + ", n = "
                    + figure.sample().size()
                    + (figure.epochs() == 0 ? "" : ", last loss of epoch " + figure.epochs()));
        }
        wrap(lines, "  ", String.join("; ", parts));
    }

    private static void wrap(List<String> lines, String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > indent.length()) {
                lines.add(line.toString());
                line = new StringBuilder(indent).append("  ");
            }
            if (!line.toString().isBlank()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 10_000 ? "%.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f",
                value);
    }

    private static String loss(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2fx", value);
    }
}
