package unroll.core.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the lines of a text hold. */
public enum DataForm {
    /** An item a line. */
    ITEMS("one item a line"),
    /**
     * The yearly files of the US Social Security Administration: {@code Name,Sex,Count}, all of one sex before those of
     * the other. A name that both have is there twice, and stays so, as in the lecture's list.
     */
    SOCIAL_SECURITY("US Social Security (Name,Sex,Count): the names, lower-cased");

    private static final Pattern RECORD = Pattern.compile("\\p{L}[^,]*,[FM],[0-9]{1,9}");

    private final String description;

    DataForm(String description) {
        this.description = description;
    }

    /** In a few words. */
    public String description() {
        return description;
    }

    /** The form that all lines have, the plain one if no other fits. */
    static DataForm of(List<String> lines) {
        for (String line : lines) {
            if (!RECORD.matcher(line).matches()) {
                return ITEMS;
            }
        }
        return SOCIAL_SECURITY;
    }

    /**
     * The items that lines of this form hold.
     *
     * @param source what the lines are of, for messages
     */
    List<String> items(List<String> lines, String source) {
        if (this == ITEMS) {
            return lines;
        }
        PackedItems.Builder names = new PackedItems.Builder(source);
        for (String line : lines) {
            names.add(line.substring(0, line.indexOf(',')).toLowerCase(Locale.ROOT));
        }
        return names.build();
    }
}
