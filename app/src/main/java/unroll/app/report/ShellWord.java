package unroll.app.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text as one word of a shell's command line, so that what is shown can be typed. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:=@%+,][\\p{L}\\p{N}_./:=@%+,-]*");
    private static final Pattern OPTION = Pattern.compile("--?" + PLAIN.pattern());

    private ShellWord() {
    }

    /** A path, or another word that is no option. */
    static String of(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        // A word that begins with a dash is an option, quoted or not.
        return quoted((text.startsWith("-") ? "./" : "") + text);
    }

    /** The words of a command with its options. */
    static String line(List<String> words) {
        return words.stream().map(word -> PLAIN.matcher(word).matches() || OPTION.matcher(word).matches()
                ? word
                : quoted(word)).collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
