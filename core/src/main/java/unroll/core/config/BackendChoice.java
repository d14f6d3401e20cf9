package unroll.core.config;

import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * Which backend a run uses. Apart from {@link RunConfig}, because it decides speed and rounding, not the model.
 *
 * @param name the backend's name
 * @param device id of the device, or null for the backend's first choice
 * @param threads threads to compute with, or 0 for the backend's choice
 */
public record BackendChoice(String name, @Nullable String device, int threads) {
    /**
     * Reads what users write after {@code --backend}: NAME or NAME:DEVICE.
     *
     * @throws UsageException if the name or the device is empty
     */
    public static BackendChoice parse(String text, int threads) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String device = colon < 0 ? null : text.substring(colon + 1);
        if (name.isBlank() || (device != null && device.isBlank())) {
            throw new UsageException("a backend is given as NAME or NAME:DEVICE, found '" + text + "'");
        }
        return new BackendChoice(name, device, threads);
    }
}
