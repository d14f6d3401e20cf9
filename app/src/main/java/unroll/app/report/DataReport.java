package unroll.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unroll.api.text.Tokenizer;
import unroll.app.console.Numbers;
import unroll.app.console.Paragraph;
import unroll.app.console.Table;
import unroll.app.console.Table.Align;
import unroll.app.job.DataJob;
import unroll.core.data.PadBatch;
import unroll.core.text.DataForm;
import unroll.core.text.Printable;

/** Data as training sees it: counts, vocabulary, splits, and the lecture's views of the first items. */
public final class DataReport {
    private static final String INDENT = "  ";
    private static final int TOKENS_SHOWN = 200;
    private static final int STEPS_SHOWN = 16;
    private static final int PAIRS_SHOWN = 4;
    private static final int BATCH = 4;
    private static final int SO_FAR = 56;

    private final DataJob.Result data;
    private final Tokenizer tokenizer;

    /** A report of what was found. */
    public DataReport(DataJob.Result data) {
        this.data = data;
        this.tokenizer = data.tokenizer();
    }

    /** All of it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(counts());
        lines.addAll(vocabulary());
        List<String> train = data.split().train();
        if (!train.isEmpty()) {
            PadBatch.Pairs pairs = PadBatch.buildDataset(train.subList(0, Math.min(BATCH, train.size())), tokenizer);
            lines.addAll(steps(train.getFirst(), pairs.x()[0], pairs.y()[0]));
            lines.addAll(pairs(pairs));
            lines.addAll(batch(PadBatch.padBatch(pairs.x(), pairs.y(), tokenizer.pad())));
        }
        return lines;
    }

    private List<String> counts() {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.LEFT);
        int blank = data.lines().blank();
        if (data.lines().form() != DataForm.ITEMS) {
            table.row("form", "", data.lines().form().description());
        }
        table.row("items", Numbers.count(data.lines().items().size()),
                blank == 0 ? "" : "and " + Numbers.count(blank, "blank line") + ", skipped");
        table.row("distinct", Numbers.count(data.distinct()));
        table.row("characters", Numbers.count(data.characters()), "longest item " + data.longest());
        table.row("train", Numbers.count(data.split().train().size()));
        table.row("dev", Numbers.count(data.split().dev().size()));
        table.row("test", Numbers.count(data.split().test().size()));
        List<String> lines = new ArrayList<>();
        lines.add(data.lines().source());
        table.lines().forEach(line -> lines.add(INDENT + line));
        return lines;
    }

    private List<String> vocabulary() {
        int size = tokenizer.vocabularySize();
        List<String> words = IntStream.range(0, size).limit(TOKENS_SHOWN)
                .mapToObj(id -> shown(id) + "=" + id).collect(Collectors.toCollection(ArrayList::new));
        if (size > TOKENS_SHOWN) {
            words.add("… and " + Numbers.count(size - TOKENS_SHOWN) + " more, the last two " + shown(size - 2) + "="
                    + (size - 2) + " " + shown(size - 1) + "=" + (size - 1));
        }
        List<String> lines = headed("Vocabulary: " + Numbers.count(size) + " tokens");
        lines.addAll(Paragraph.of(INDENT, words, "  "));
        return lines;
    }

    private List<String> steps(String item, int[] x, int[] y) {
        Table table = new Table(Align.RIGHT, Align.LEFT, Align.LEFT);
        table.row("Step", "Input so far", "Predict");
        StringBuilder soFar = new StringBuilder();
        for (int t = 0; t < Math.min(STEPS_SHOWN, x.length); t++) {
            soFar.append(t == 0 ? "" : " ").append(shown(x[t]));
            table.row(Integer.toString(t + 1), Paragraph.cutStart(soFar.toString(), SO_FAR),
                    shown(y[t]) + (y[t] == tokenizer.startStop() ? " (stop)" : ""));
        }
        if (x.length > STEPS_SHOWN) {
            table.row("…", "and " + Numbers.count(x.length - STEPS_SHOWN, "more step"));
        }
        List<String> lines = headed("The first item to train on, "
                + Paragraph.cut(Printable.line(item), SO_FAR / 2) + ", step by step");
        table.lines().forEach(line -> lines.add(INDENT + line));
        return lines;
    }

    private List<String> pairs(PadBatch.Pairs pairs) {
        List<String> lines = headed("The first pairs of input and target");
        for (int i = 0; i < Math.min(PAIRS_SHOWN, pairs.x().length); i++) {
            lines.add(INDENT + "X[" + i + "] = " + row(Arrays.toString(pairs.x()[i])));
            lines.add(INDENT + "Y[" + i + "] = " + row(Arrays.toString(pairs.y()[i])));
        }
        return lines;
    }

    private List<String> batch(PadBatch.Padded padded) {
        List<String> lines = headed("The same items as one padded batch: inputs as ids and as tokens");
        grid(lines, padded.x(), false);
        lines.add("");
        grid(lines, padded.x(), true);
        lines.addAll(headed("and its targets"));
        grid(lines, padded.y(), false);
        lines.add("");
        grid(lines, padded.y(), true);
        return lines;
    }

    private void grid(List<String> lines, int[][] rows, boolean tokens) {
        Align[] columns = new Align[rows[0].length];
        Arrays.fill(columns, tokens ? Align.LEFT : Align.RIGHT);
        Table table = new Table(columns);
        for (int[] row : rows) {
            table.row(IntStream.of(row).mapToObj(id -> tokens ? shown(id) : Integer.toString(id))
                    .toArray(String[]::new));
        }
        table.lines().forEach(line -> lines.add(INDENT + Paragraph.cut(line, Paragraph.WIDTH - INDENT.length())));
    }

    private static String row(String text) {
        return Paragraph.cut(text, Paragraph.WIDTH - INDENT.length() - "X[0] = ".length());
    }

    /** A token as a cell of a table: spaces and what shows nothing get a form that does. */
    private String shown(int id) {
        String token = tokenizer.token(id);
        return token.isBlank() ? "'" + Printable.line(token) + "'" : Printable.line(token);
    }

    private static List<String> headed(String heading) {
        return new ArrayList<>(List.of("", heading));
    }
}
