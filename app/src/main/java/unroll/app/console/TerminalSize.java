package unroll.app.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of the terminal, which Java does not know. */
public final class TerminalSize {
    private static final File TERMINAL = new File("/dev/tty");
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ (\\d+)\\s*");

    private TerminalSize() {
    }

    /** Its columns, or the usual number where there is no terminal or it will not say. */
    public static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher size = ROWS_AND_COLUMNS.matcher(answer);
            int columns = size.matches() ? Integer.parseInt(size.group(1)) : 0;
            return columns > 0 ? columns : Paragraph.WIDTH;
        } catch (IOException | NumberFormatException e) {
            return Paragraph.WIDTH;
        }
    }
}
