package unroll.app.console;

/**
 * What standard error is: a terminal that moves its cursor and has colours, or something that takes plain lines.
 *
 * @param live whether it is such a terminal
 * @param columns how wide it is
 */
public record Terminal(boolean live, int columns) {
    /** Plain lines. */
    public static final Terminal PLAIN = new Terminal(false, Paragraph.WIDTH);

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    /** In red, where there are colours. */
    public String red(String text) {
        return coloured(RED, text);
    }

    /** In green, where there are colours. */
    public String green(String text) {
        return coloured(GREEN, text);
    }

    /** In yellow, where there are colours. */
    public String yellow(String text) {
        return coloured(YELLOW, text);
    }

    private String coloured(String colour, String text) {
        return live ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
