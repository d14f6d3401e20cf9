package unroll.api.text;

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
        super("character '" + Character.toString(codePoint) + "' (" + String.format("U+%04X", codePoint)
                + ") at position " + (position + 1) + " is not in the vocabulary: " + vocabulary);
        this.codePoint = codePoint;
        this.position = position;
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
