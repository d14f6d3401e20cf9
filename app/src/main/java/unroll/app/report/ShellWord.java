package unroll.app.report;

import java.util.regex.Pattern;

/** A text as one word of a shell's command line, so that what is shown can be typed. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:=@%+,][\\p{L}\\p{N}_./:=@%+,-]*");

    private ShellWord() {
    }

    static String of(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        // A word that begins with a dash is an option, quoted or not.
        return "'" + (text.startsWith("-") ? "./" : "") + text.replace("'", "'\\''") + "'";
    }
}
