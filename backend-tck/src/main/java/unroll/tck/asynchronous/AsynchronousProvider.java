package unroll.tck.asynchronous;

import java.util.List;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;

/**
 * Offers the asynchronous backend under the name {@code asynchronous}. Its two devices differ in how they take a second
 * wait within one scope's life: {@code one-sync}, the default, refuses it; {@code counting} only counts.
 */
public final class AsynchronousProvider implements BackendProvider {
    /** Id of the device that refuses a second wait. */
    public static final String ONE_SYNC = "one-sync";

    /** Id of the device that only counts waits. */
    public static final String COUNTING = "counting";

    /** For the service loader. */
    public AsynchronousProvider() {
    }

    @Override
    public String name() {
        return "asynchronous";
    }

    @Override
    public String description() {
        return "the reference arithmetic on a thread of its own: shows whether a step waits more than once";
    }

    @Override
    public Probe probe() {
        return new Probe.Available(List.of(device(ONE_SYNC), device(COUNTING)));
    }

    @Override
    public AsynchronousBackend open(OpenOptions options) {
        options.refuseSettings(name());
        Device device = options.choose(name(), List.of(device(ONE_SYNC), device(COUNTING)));
        return new AsynchronousBackend(device, device.id().equals(ONE_SYNC));
    }

    private static Device device(String id) {
        String description = id.equals(ONE_SYNC)
                ? "a queue and a thread; refuses a second wait within one scope"
                : "a queue and a thread; counts waits";
        return new Device(id, description, Runtime.getRuntime().maxMemory());
    }
}
