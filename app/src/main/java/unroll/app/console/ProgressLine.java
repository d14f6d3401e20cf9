package unroll.app.console;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/**
 * A progress bar on the last line of a live terminal, with notes above it. The bar is drawn by a thread of its own, some
 * times a second, however often it is told how far things are.
 */
public final class ProgressLine implements AutoCloseable {
    private static final int MILLISECONDS = 100;
    /** Room for the ^C of a terminal, and a column more, because a full line wraps on some. */
    private static final int MARGIN = 3;
    private static final String ERASE = "\r\u001b[K";

    private final Output output;
    private final int width;
    private final String unit;
    private final Pace pace;
    private final ProgressBar bar;
    private String drawn = "";

    /**
     * Shows a bar.
     *
     * @param unit of what is counted, in the plural
     * @param done how much was done before
     * @param total how much there is to do, with that
     */
    public ProgressLine(Output output, Terminal terminal, String unit, long done, long total) {
        this.output = output;
        this.width = Math.min(terminal.columns(), Paragraph.WIDTH) - MARGIN;
        this.unit = unit;
        this.pace = new Pace(done, System.nanoTime());
        this.bar = new ProgressBarBuilder().setInitialMax(total).startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(MILLISECONDS).setConsumer(new Line()).setRenderer(this::render)
                .clearDisplayOnFinish().build();
    }

    /**
     * Says how far things are.
     *
     * @param what is being done, in a few words
     */
    public void at(String what, long done) {
        bar.setExtraMessage(what);
        bar.stepTo(done);
    }

    /** Writes a line above the bar. */
    public synchronized void note(String line) {
        output.text(ERASE + line + "\n" + drawn);
    }

    /** Removes the bar. */
    @Override
    public void close() {
        bar.close();
    }

    private synchronized void draw(String line) {
        drawn = line;
        output.text(ERASE + line);
    }

    private synchronized String render(ProgressState state, int longest) {
        double fraction = state.getMax() > 0 ? Math.min(1, (double) state.getCurrent() / state.getMax()) : 1;
        pace.at(state.getCurrent(), System.nanoTime());
        double speed = pace.speed();
        String figures = String.format(Locale.ROOT, "%3d%%  %s %s/s  %s left", (int) (100 * fraction),
                speed > 0 ? Numbers.count(Math.round(speed)) : "?", unit,
                speed > 0 ? clock((state.getMax() - state.getCurrent()) / speed) : "?");
        String what = state.getExtraMessage();
        int room = longest - what.length() - figures.length() - 4;
        return Paragraph.cut(what + (room > 0 ? " " + bar(fraction, room) + " " : " ") + figures, longest);
    }

    private static String bar(double fraction, int width) {
        int full = (int) (fraction * width);
        return "[" + "=".repeat(full) + (full < width ? ">" + " ".repeat(width - full - 1) : "") + "]";
    }

    private static String clock(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private final class Line implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return width;
        }

        @Override
        public void accept(String line) {
            draw(line);
        }

        @Override
        public void clear() {
            draw("");
        }

        @Override
        public void close() {
            clear();
        }
    }
}
