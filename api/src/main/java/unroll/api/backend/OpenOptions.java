package unroll.api.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UsageException;

/**
 * How to open a backend.
 *
 * @param device id of the device, or null for the backend's first choice
 * @param threads number of threads to compute with, or 0 for the backend's choice
 * @param settings what is the engine's own, by key; a backend refuses keys that it does not know with UsageException
 */
public record OpenOptions(@Nullable String device, int threads, Map<String, String> settings) {
    /** The backend's own choices. */
    public static final OpenOptions DEFAULT = new OpenOptions(null, 0);

    /** No settings of the engine's own. */
    public OpenOptions(@Nullable String device, int threads) {
        this(device, threads, Map.of());
    }

    /** Checks the number of threads. */
    public OpenOptions {
        settings = Map.copyOf(settings);
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative, found " + threads);
        }
    }

    /**
     * The device that was asked for, or else the first.
     *
     * @param backend the backend's name, for the message
     * @param devices at least one
     * @throws UsageException if no device has the id that was asked for; it names those there are
     */
    public Device choose(String backend, List<Device> devices) {
        List<String> ids = new ArrayList<>();
        for (Device candidate : devices) {
            if (device == null || device.equals(candidate.id())) {
                return candidate;
            }
            ids.add(candidate.id());
        }
        throw new UsageException("backend " + backend + " has no device " + device + "; it has: "
                + String.join(", ", ids));
    }

    /**
     * For a backend that has no settings of its own.
     *
     * @throws UsageException if there is one
     */
    public void refuseSettings(String backend) {
        if (!settings.isEmpty()) {
            throw new UsageException("backend " + backend + " has no settings, found " + settings.keySet());
        }
    }
}
