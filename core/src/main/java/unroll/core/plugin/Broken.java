package unroll.core.plugin;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UnrollException;

/**
 * A plugin or a provider that was found but cannot be used.
 *
 * @param plugin the plugin and its place, or null for a provider that is built in
 * @param provider its class where that is known, else what was being looked for; null for the plugin as a whole
 * @param cause why not
 */
public record Broken(@Nullable String plugin, @Nullable String provider, Throwable cause) {
    private static final int LONGEST = 200;

    /** Where it lies and the cause, on one line. */
    public String reason() {
        return plugin == null ? detail() : plugin + ": " + detail();
    }

    /** The same without the plugin. */
    String detail() {
        return provider == null ? rootOf(cause) : provider + ": " + rootOf(cause);
    }

    /** What lies at the bottom of a failure, on one line: its class and message, or what Unroll says of it. */
    static String rootOf(Throwable failure) {
        if (failure instanceof UnrollException explained) {
            return String.valueOf(explained.getMessage());
        }
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
