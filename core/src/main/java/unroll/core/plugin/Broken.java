package unroll.core.plugin;

/**
 * A provider that was found but could not be made.
 *
 * @param provider its class where that is known, else what was being looked for
 * @param cause why not
 */
public record Broken(String provider, Throwable cause) {
    private static final int LONGEST = 200;

    /** The class and the cause, on one line. */
    public String reason() {
        return provider + ": " + rootOf(cause);
    }

    /** What lies at the bottom of a failure, on one line. */
    static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String text = root.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.replaceAll("\\s+", " ").strip());
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
