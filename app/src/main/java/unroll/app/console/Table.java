package unroll.app.console;

import java.util.ArrayList;
import java.util.List;

/** Cells in columns as wide as their widest, two spaces apart. */
public final class Table {
    /** On which side of its column a cell stands. */
    public enum Align {
        LEFT, RIGHT
    }

    private static final String GAP = "  ";

    private final Align[] columns;
    private final List<String[]> rows = new ArrayList<>();

    public Table(Align... columns) {
        this.columns = columns.clone();
    }

    /** Adds a row; cells that are left out stay empty. */
    public Table row(String... cells) {
        if (cells.length > columns.length) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + columns.length);
        }
        rows.add(cells.clone());
        return this;
    }

    /** The rows as lines. */
    public List<String> lines() {
        int[] widths = new int[columns.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - width(row[i]));
                line.append(i == 0 ? "" : GAP)
                        .append(columns[i] == Align.RIGHT ? space + row[i] : row[i] + space);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
