package unroll.api.text;

import java.util.Locale;
import unroll.api.error.DataException;

/** A text has a character that is not in the vocabulary. */
public final class UnknownCharacterException extends DataException {
    private static final long serialVersionUID = 1L;

    private final int codePoint;
    private final int position;

    /**
     * Names the character and its place.
     *
     * @param codePoint the character
     * @param position how many characters (code points) stand before it
     * @param vocabulary the characters that are known, for the message
     */
    public UnknownCharacterException(int codePoint, int position, String vocabulary) {
        super("character " + shown(codePoint) + " at position " + (position + 1) + " is not in the vocabulary: "
                + vocabulary);
        this.codePoint = codePoint;
        this.position = position;
    }

    /** A control character would break the line, and a lone surrogate cannot be written. */
    private static String shown(int codePoint) {
        String number = String.format(Locale.ROOT, "U+%04X", codePoint);
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                number;
            default -> "'" + Character.toString(codePoint) + "' (" + number + ")";
        };
    }

    /** The character. */
    public int codePoint() {
        return codePoint;
    }

    /** How many characters stand before it. */
    public int position() {
        return position;
    }
}
