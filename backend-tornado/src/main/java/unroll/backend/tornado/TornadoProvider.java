package unroll.backend.tornado;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.backend.tornado.engine.Installation;

/** Finds the backend {@code tornado}. It names no type of TornadoVM's, which is absent from most processes. */
public final class TornadoProvider implements BackendProvider {
    static final String NAME = "tornado";

    /** For the service loader. */
    public TornadoProvider() {
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "TornadoVM on a GPU, or on whatever else has an OpenCL driver, float32"
                + Installation.OF_PROCESS.without();
    }

    @Override
    public Probe probe() {
        return Installation.OF_PROCESS.probe();
    }

    @Override
    public Backend open(OpenOptions options) {
        List<Device> devices = switch (probe()) {
            case Probe.Available available -> available.devices();
            case Probe.Unavailable(String reason, String remedy) -> throw new BackendUnavailableException(
                    "backend " + NAME + " cannot run here: " + reason + "; " + remedy);
        };
        options.refuseSettings(NAME);
        return Opening.open(NAME, options.choose(NAME, devices));
    }
}
