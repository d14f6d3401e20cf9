package unroll.app.console;

import java.util.ArrayList;
import java.util.List;

/** Words in lines that fit a terminal. */
public final class Paragraph {
    /** The width that every terminal has. */
    public static final int WIDTH = 80;

    private Paragraph() {
    }

    /** The words of a text, separated by spaces, in lines of at most {@link #WIDTH} characters behind an indent. */
    public static List<String> of(String indent, String text) {
        return of(indent, List.of(text.strip().split("\\s+")), " ");
    }

    /** Words that stay whole, with a separator, in lines of at most {@link #WIDTH} characters behind an indent. */
    public static List<String> of(String indent, List<String> words, String separator) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        boolean empty = true;
        for (String word : words) {
            if (!empty && line.length() + separator.length() + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : separator).append(word);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** The text, or its beginning and an ellipsis where it is longer than some width. */
    public static String cut(String text, int width) {
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    /** The text, or its beginning, an ellipsis and its end where it is longer than some width. */
    public static String cutMiddle(String text, int width) {
        int length = text.codePointCount(0, text.length());
        if (length <= width) {
            return text;
        }
        int end = (width - 1) / 2;
        return text.substring(0, text.offsetByCodePoints(0, width - 1 - end)) + "…"
                + text.substring(text.offsetByCodePoints(0, length - end));
    }

    /** The text, or an ellipsis and its end where it is longer than some width. */
    public static String cutStart(String text, int width) {
        int length = text.codePointCount(0, text.length());
        if (length <= width) {
            return text;
        }
        return "…" + text.substring(text.offsetByCodePoints(0, length - width + 1));
    }
}
