package template.backend;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;

/** How the backend is found. Nothing heavy is loaded before it is opened. */
public final class PlainProvider implements BackendProvider {
    static final String NAME = "template";

    /** For the service loader. */
    public PlainProvider() {
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "float arrays on one thread";
    }

    /** A backend that needs a library or a device answers Unavailable, with reason and remedy, where there is none. */
    @Override
    public Probe probe() {
        return new Probe.Available(List.of(device()));
    }

    private static Device device() {
        return new Device("cpu", "one thread of this machine", Runtime.getRuntime().maxMemory());
    }

    @Override
    public Backend open(OpenOptions options) {
        options.refuseSettings(NAME);
        return new PlainBackend(options.choose(NAME, List.of(device())));
    }
}
