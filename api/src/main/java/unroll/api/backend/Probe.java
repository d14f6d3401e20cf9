package unroll.api.backend;

import java.util.List;

/** Whether a backend can run here. */
public sealed interface Probe {
    /**
     * It can.
     *
     * @param devices at least one, the first being the default
     */
    record Available(List<Device> devices) implements Probe {
        /** Copies the list. */
        public Available {
            devices = List.copyOf(devices);
            if (devices.isEmpty()) {
                throw new IllegalArgumentException("an available backend has at least one device");
            }
        }
    }

    /**
     * It cannot.
     *
     * @param reason what is missing, as part of a sentence
     * @param remedy what the user can do about it, as an imperative
     */
    record Unavailable(String reason, String remedy) implements Probe {
    }
}
