package unroll.tck.reference;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;

/** Offers the reference backend under the name {@code reference}. */
public final class ReferenceProvider implements BackendProvider {
    private final Device cpu = new Device("cpu", "one thread of this machine", Runtime.getRuntime().maxMemory());

    /** For the service loader. */
    public ReferenceProvider() {
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String description() {
        return "scalar float64 arithmetic on one thread: slow, exact, what other backends are compared with";
    }

    @Override
    public Probe probe() {
        return new Probe.Available(List.of(cpu));
    }

    @Override
    public Backend open(OpenOptions options) {
        options.refuseSettings(name());
        return new ReferenceBackend(options.choose(name(), List.of(cpu)), new ReferenceScope(null));
    }
}
