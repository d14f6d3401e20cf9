package unroll.backend.tornado.launch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** The trials of devices, each made once. */
public final class LibraryTrials {
    /** Those of this process. */
    public static final LibraryTrials OF_PROCESS = new LibraryTrials();

    private final Map<String, LibraryTrial> known = new ConcurrentHashMap<>();

    LibraryTrials() {
    }

    /** What the trial of a device says. */
    public LibraryTrial of(String id, TornadoDevice device) {
        return known.computeIfAbsent(id, _ -> LibraryTrial.on(device));
    }
}
