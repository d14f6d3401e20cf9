package unroll.core.text;

import java.util.List;

/**
 * The items of a text: one for each line that is not blank.
 *
 * @param items the items in the order of their lines, without line ends; spaces within and around them are kept
 * @param blank how many lines were skipped because they had nothing but white space
 * @param source what was read, for messages: a path, {@code standard input}
 * @param sha256 SHA-256 of the bytes as they were read, 64 lower-case hexadecimal digits
 * @param form what a line holds
 */
public record Lines(List<String> items, int blank, String source, String sha256, DataForm form) {
    /** Keeps a copy of the list; one that is fixed already is kept itself. */
    public Lines {
        items = FixedItems.of(items);
    }
}
