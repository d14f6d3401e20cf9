package unroll.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.app.job.TrainingResult;
import unroll.core.ops.Profile;
import unroll.core.text.Printable;

/** What a training run gave. */
public final class TrainingReport {
    private static final double PER_CENT = 100;

    private TrainingReport() {
    }

    /** The results and what the model invents. */
    public static List<String> results(TrainingResult result) {
        Table table = new Table(Align.LEFT, Align.LEFT);
        table.row("run", result.folder().toString());
        table.row("best epoch", result.test().bestEpoch() + " of " + result.epochs());
        table.row("dev loss", Numbers.loss(result.bestDevLoss()) + " nats per token");
        table.row("test loss", Numbers.loss(result.test().testLoss()) + " (after the last epoch "
                + Numbers.loss(result.test().testLossLast()) + ")");
        table.row("time", Numbers.time(result.seconds()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("The model invents:");
        for (String sample : result.samples()) {
            lines.add("  " + (sample.isEmpty()
                    ? "(nothing)"
                    : Paragraph.cut(Printable.line(sample), Paragraph.WIDTH - 2)));
        }
        return lines;
    }

    /** Where the time went. */
    public static List<String> profile(List<Profile.Entry> operations) {
        double total = operations.stream().mapToDouble(Profile.Entry::seconds).sum();
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("operation", "calls", "seconds", "us/call", "share");
        for (Profile.Entry entry : operations) {
            table.row(entry.name(), Numbers.count(entry.calls()),
                    String.format(Locale.ROOT, "%.3f", entry.seconds()),
                    String.format(Locale.ROOT, "%.1f", entry.seconds() / entry.calls() * 1e6),
                    String.format(Locale.ROOT, "%.1f%%", PER_CENT * entry.seconds() / total));
        }
        return table.lines();
    }
}
