package unroll.app.cli;

import java.util.Arrays;
import unroll.app.console.Paragraph;
import unroll.app.console.TerminalSize;
import unroll.app.job.Surroundings;

/** How wide help may be: as the terminal, and no wider than people like to read. */
final class HelpWidth {
    private static final int LEAST = 55;

    private HelpWidth() {
    }

    /** The width; the terminal is asked only where help is wanted, because asking starts a process. */
    static int of(Surroundings surroundings, String... arguments) {
        String columns = surroundings.variable("COLUMNS");
        boolean wanted = arguments.length == 0 || Arrays.asList(arguments).contains("-h")
                || Arrays.asList(arguments).contains("--help");
        int terminal = columns != null ? number(columns) : wanted ? TerminalSize.columns() : Paragraph.WIDTH;
        return Math.clamp(terminal, LEAST, Paragraph.WIDTH);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return Paragraph.WIDTH;
        }
    }
}
