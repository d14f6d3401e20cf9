package unroll.backend.tornado.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Device;
import unroll.api.backend.Probe;

/**
 * Whether TornadoVM can be used in this process. Asked once: a class that could not be started the first time cannot be
 * started later, and then says less of why.
 */
public final class Installation {
    /** The one of this process. */
    public static final Installation OF_PROCESS = new Installation(System::getProperty,
            () -> Devices.list().stream().map(Devices.Found::device).toList());

    /** The system property that makes TornadoVM run in plain Java, and wrongly, what it cannot compile. */
    static final String FALLBACK = "tornado.recover.bailout";

    /** The system property by which the launcher says why it has not started this process with TornadoVM. */
    static final String REASON = "unroll.tornado.reason";

    /** The system property that goes with it: what to do. */
    static final String ADVICE = "unroll.tornado.remedy";

    /** The system property by which it says which of TornadoVM's drivers it has left out, and why. */
    static final String WITHOUT = "unroll.tornado.without";

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static final String REMEDY = "install TornadoVM's SDK for JDK 25, set TORNADOVM_HOME to its folder and start"
            + " with the launcher, which gives the JVM what TornadoVM asks for";

    private static final String DRIVER = "install the device's driver (CUDA, or an OpenCL platform such as PoCL); "
            + "clinfo -l lists OpenCL's";

    private static final String NO_DEVICE = "TornadoVM has found no device";

    /** TornadoVM's own words. */
    private static final String NO_PLATFORM = "No OpenCL platforms";

    /** Lists devices; throws anything. */
    @FunctionalInterface
    interface Listing {
        List<Device> devices();
    }

    private final Function<String, @Nullable String> property;
    private final Listing listing;
    private @Nullable Probe answer;

    Installation(Function<String, @Nullable String> property, Listing listing) {
        this.property = property;
        this.listing = listing;
    }

    /** The devices, or why there are none and what to do. Never throws. */
    public synchronized Probe probe() {
        Probe known = answer;
        if (known == null) {
            known = ask();
            answer = known;
        }
        return known;
    }

    /** What to add to the backend's description: which of TornadoVM's drivers cannot be used here, and why. */
    public String without() {
        @Nullable String drivers = property.apply(WITHOUT);
        return drivers == null ? "" : "; without TornadoVM's drivers " + drivers;
    }

    // Throwable: a driver or a class that is missing is an Error, in many shapes
    private Probe ask() {
        @Nullable String reason = property.apply(REASON);
        if (reason != null) {
            return new Probe.Unavailable(reason, Objects.requireNonNullElse(property.apply(ADVICE), REMEDY));
        }
        List<Device> devices;
        try {
            devices = new ArrayList<>(listing.devices());
        } catch (NoClassDefFoundError e) {
            return new Probe.Unavailable("TornadoVM is not in this process: class " + e.getMessage() + " is missing",
                    REMEDY);
        } catch (Throwable e) {
            String cause = messageOf(e);
            // the words that go with it are of what TornadoVM would do now, which is switched off
            return cause.contains(NO_PLATFORM)
                    ? new Probe.Unavailable(NO_DEVICE, DRIVER)
                    : new Probe.Unavailable("TornadoVM does not start: " + cause, REMEDY);
        }
        if (devices.isEmpty()) {
            return new Probe.Unavailable(NO_DEVICE, DRIVER);
        }
        if (!"false".equalsIgnoreCase(property.apply(FALLBACK))) {
            return new Probe.Unavailable("TornadoVM would run what it cannot compile on no device and without a word",
                    "start with the launcher, or with -D" + FALLBACK + "=False");
        }
        return new Probe.Available(devices);
    }

    /** What the innermost cause says, in one line and without colours. */
    public static String messageOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        @Nullable String message = root.getMessage();
        return message == null
                ? root.getClass().getName()
                : SPACE.matcher(COLOUR.matcher(message).replaceAll("")).replaceAll(" ").strip();
    }
}
