package unroll.core.text;

import java.util.regex.Pattern;

/** Characters and texts of users' data as a one-line message can show them. */
public final class Printable {
    private static final int SHOWN = 40;
    /** Jackson's " (start marker at [Source: ...])", and the indented lines in which SnakeYAML shows the place. */
    private static final Pattern SOURCE_REMARK = Pattern
            .compile("\\s*\\((?:start marker at|for) \\[Source: .*|\\R[ \\t][^\\r\\n]*", Pattern.DOTALL);

    private Printable() {
    }

    /** The character itself, or {@code U+XXXX} in angle brackets where it would break the line or show nothing. */
    public static String plain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                String.format("<U+%04X>", character);
            default -> Character.toString(character);
        };
    }

    /** The character in quotes with its number. */
    public static String quoted(int character) {
        return "'" + plain(character) + "' " + String.format("(U+%04X)", character);
    }

    /** The text without what would break the line. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> shown.append(plain(character)));
        return shown.toString();
    }

    /** The text in quotes, shortened. */
    public static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        int characters = text.codePointCount(0, text.length());
        for (int i = 0, at = 0; at < Math.min(SHOWN, characters); at++) {
            int character = text.codePointAt(i);
            shown.append(plain(character));
            i += Character.charCount(character);
        }
        return shown.append(characters > SHOWN ? "…'" : "'").toString();
    }

    /** What a parser says is wrong, in one line and without its remarks on where it was reading from. */
    public static String parserMessage(String original) {
        return line(SOURCE_REMARK.matcher(original).replaceAll("").strip().replaceAll("\\R+", ", "));
    }
}
