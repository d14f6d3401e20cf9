package unroll.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.core.gradients.GradientFlow;
import unroll.core.gradients.GradientMeasurement;
import unroll.core.gradients.GradientStudy;
import unroll.core.gradients.LectureTable;
import unroll.core.gradients.RecurrentMatrix;

/** A study of gradients in words and figures. */
public final class GradientReport {
    private static final int LONGEST_NAME = 70;
    private static final int[] DISTANCES = {1, 5, 10, 20, 50};

    private GradientReport() {
    }

    /** What tables print of a size: 0.35, 117, 8.9e-16. */
    static String size(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value == 0 || (value >= 1e-3 && value < 1e4)
                ? String.format(Locale.ROOT, value < 10 ? "%.4f" : "%.1f", value)
                : String.format(Locale.ROOT, "%.1e", value);
    }

    /** The study for people. */
    public static List<String> lines(GradientStudy study) {
        List<String> lines = new ArrayList<>();
        lines.addAll(Paragraph.of("",
                "The largest singular value of d s_t / d s_k by t - k, in float64; s is the whole "
                        + "state. Geometric mean over " + study.sequences() + " sequences of "
                        + Paragraph.cutStart(study.data(), LONGEST_NAME) + "."));
        lines.add("");
        lines.addAll(flows(study));
        lines.add("");
        lines.add("Recurrent matrices, their spectral radius and largest singular value:");
        lines.addAll(matrices(study));
        lines.add("");
        lines.add("The lecture's table: W_h is rho times an orthogonal matrix of " + study.tableHidden() + " rows.");
        lines.add("Without tanh it is exact. With tanh each step also multiplies by tanh' = 1 - h^2");
        lines.add("< 1: \"rms\" is what is left of a gradient of random direction, \"from tanh'\"");
        lines.add("what the measured slopes predict of it.");
        lines.addAll(table(study));
        return lines;
    }

    private static List<String> flows(GradientStudy study) {
        Table table = new Table(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT,
                Align.RIGHT);
        List<String> head = new ArrayList<>(List.of("model", "weights"));
        int[] distances = distances(study);
        for (int distance : distances) {
            head.add("after " + distance);
        }
        head.add("a step");
        table.row(head.toArray(String[]::new));
        for (GradientStudy.Subject subject : study.subjects()) {
            table.row(flow(subject.name(), "initial", subject.before().flow(), distances));
            GradientMeasurement after = subject.after();
            if (after != null) {
                table.row(flow("", "trained", after.flow(), distances));
            }
        }
        return table.lines();
    }

    private static String[] flow(String name, String when, GradientFlow flow, int[] distances) {
        List<String> cells = new ArrayList<>(List.of(name, when));
        for (int distance : distances) {
            cells.add(size(flow.spectral(distance)));
        }
        cells.add("x " + size(flow.decay()));
        return cells.toArray(String[]::new);
    }

    private static int[] distances(GradientStudy study) {
        return Arrays.stream(DISTANCES).filter(distance -> distance <= study.steps()).toArray();
    }

    private static List<String> matrices(GradientStudy study) {
        Table table = new Table(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("", "", "radius", "", "singular", "");
        table.row("model", "matrix", "initial", "trained", "initial", "trained");
        for (GradientStudy.Subject subject : study.subjects()) {
            for (List<String> row : matrixRows(subject)) {
                table.row(row.toArray(String[]::new));
            }
        }
        return table.lines();
    }

    /** Name, matrix, spectral radius before and after, largest singular value before and after. */
    static List<List<String>> matrixRows(GradientStudy.Subject subject) {
        GradientMeasurement after = subject.after();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < subject.before().matrices().size(); i++) {
            RecurrentMatrix before = subject.before().matrices().get(i);
            RecurrentMatrix trained = after == null ? null : after.matrices().get(i);
            rows.add(List.of(subject.name(), before.name(), size(before.spectralRadius()),
                    trained == null ? "-" : size(trained.spectralRadius()), size(before.largestSingularValue()),
                    trained == null ? "-" : size(trained.largestSingularValue())));
        }
        return rows;
    }

    private static List<String> table(GradientStudy study) {
        Table table = new Table(Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT,
                Align.RIGHT);
        table.row("rho", "steps", "rho^steps", "measured", "with tanh", "rms", "from tanh'");
        for (LectureTable.Row row : study.table()) {
            table.row(tableRow(row).toArray(String[]::new));
        }
        return table.lines();
    }

    /** Radius, steps, power, and what was measured. */
    static List<String> tableRow(LectureTable.Row row) {
        return List.of(String.valueOf(row.radius()), String.valueOf(row.steps()), size(row.power()),
                size(row.identity()), size(row.tanh()), size(row.tanhRms()), size(row.predicted()));
    }

    /** The curves as CSV. */
    public static String csv(GradientStudy study) {
        StringBuilder text = new StringBuilder("model,weights,distance,spectral,rms,lowest,highest\n");
        for (GradientStudy.Subject subject : study.subjects()) {
            csv(text, subject.name(), "initial", subject.before().flow());
            GradientMeasurement after = subject.after();
            if (after != null) {
                csv(text, subject.name(), "trained", after.flow());
            }
        }
        return text.toString();
    }

    private static void csv(StringBuilder text, String name, String when, GradientFlow flow) {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        for (int distance = 0; distance <= flow.steps(); distance++) {
            text.append(quoted).append(',').append(when).append(',').append(distance).append(',')
                    .append(flow.spectral(distance)).append(',').append(flow.rms(distance)).append(',')
                    .append(Math.exp(flow.logLowest()[distance])).append(',')
                    .append(Math.exp(flow.logHighest()[distance])).append('\n');
        }
    }
}
