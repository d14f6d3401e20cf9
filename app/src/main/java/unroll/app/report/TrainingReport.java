package unroll.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.app.job.StoppedTraining;
import unroll.app.job.TrainingResult;
import unroll.app.page.PageFile;
import unroll.core.ops.Profile;
import unroll.core.text.Printable;
import unroll.core.train.Overfitting;

/** What a training run gave. */
public final class TrainingReport {
    private static final double PER_CENT = 100;

    private TrainingReport() {
    }

    /** The results and what the model invents. */
    public static List<String> results(TrainingResult result) {
        Table table = new Table(Align.LEFT, Align.LEFT);
        table.row("run", result.folder().toString());
        table.row("model", SettingsWords.brief(result.model()));
        table.row("best epoch", result.test().bestEpoch() + " of " + result.epochs()
                + (result.epochs() < result.planned() ? ", stopped early: the dev loss fell no more" : ""));
        table.row("dev loss", Numbers.loss(result.bestDevLoss()) + " nats per token");
        table.row("test loss", Numbers.loss(result.test().testLoss()) + " (after the last epoch "
                + Numbers.loss(result.test().testLossLast()) + ")");
        Overfitting parted = result.overfitting();
        if (parted != null) {
            table.row("overfitting", "from epoch " + parted.epoch() + " on: train fell from "
                    + Numbers.loss(parted.trainBefore()) + " to " + Numbers.loss(parted.trainAfter()));
            table.row("", "while dev rose from " + Numbers.loss(parted.devBefore()) + " to "
                    + Numbers.loss(parted.devAfter()));
        }
        table.row("time", Numbers.time(result.seconds()));
        table.row("report", result.folder().resolve(PageFile.NAME).toString());
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

    /** The results for programs; what is not known is null. */
    public static String json(TrainingResult result) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("finished", true);
        object.put("run", result.folder().toString());
        object.put("model", SettingsWords.object(result.model()));
        object.put("epochs", result.epochs());
        object.put("best_epoch", result.test().bestEpoch());
        Json.put(object, "dev_loss", result.bestDevLoss());
        Json.put(object, "test_loss", result.test().testLoss());
        Json.put(object, "test_loss_last", result.test().testLossLast());
        Json.put(object, "seconds", result.seconds());
        Overfitting parted = result.overfitting();
        object.put("overfitting_from_epoch", parted == null ? null : (Object) parted.epoch());
        object.put("samples", result.samples());
        return Json.of(object);
    }

    /** For programs: how far a run came that was stopped. */
    public static String json(StoppedTraining stopped) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("finished", false);
        object.put("run", stopped.folder().toString());
        object.put("epochs", stopped.epoch());
        object.put("batches", stopped.batch());
        return Json.of(object);
    }

    /** How far a run came that was stopped, and how it goes on. */
    public static List<String> stopped(StoppedTraining stopped, String command) {
        String where = stopped.batch() > 0
                ? "in epoch " + (stopped.epoch() + 1) + " of " + stopped.epochs() + ", after batch "
                        + Numbers.count(stopped.batch()) + " of " + Numbers.count(stopped.batches())
                : stopped.epoch() > 0
                        ? "after epoch " + stopped.epoch() + " of " + stopped.epochs()
                        : "before the first batch";
        return List.of("unroll: stopped " + where + "; all is saved", "to go on:",
                "  " + ShellWord.of(command) + " train --resume " + ShellWord.of(stopped.folder().toString()));
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
