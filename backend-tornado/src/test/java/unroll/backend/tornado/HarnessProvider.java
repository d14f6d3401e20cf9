package unroll.backend.tornado;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.backend.tornado.engine.Machine;

/**
 * A test harness and no device: the kernels' methods in plain Java, on the arrays and graphs of the module that the
 * backend is compiled against. It is on the class path of these tests and nowhere else.
 */
public final class HarnessProvider implements BackendProvider {
    private static final Device NONE = new Device("plain-java", "a test harness and no device", 0);
    private static final int FLOATS = 1 << 21;

    private final int launchWorth;

    /** Weighs launches as a device does, so that layers as small as those of the kit are computed in one. */
    public HarnessProvider() {
        this(TornadoBackend.LAUNCH_WORTH);
    }

    /** Weighs them otherwise. */
    HarnessProvider(int launchWorth) {
        this.launchWorth = launchWorth;
    }

    @Override
    public String name() {
        return "tornado-harness";
    }

    @Override
    public String description() {
        return "a test harness: the kernels of backend tornado in plain Java, on no device";
    }

    @Override
    public Probe probe() {
        return new Probe.Available(List.of(NONE));
    }

    @Override
    public Backend open(OpenOptions options) {
        options.refuseSettings(name());
        return new TornadoBackend(name(), options.choose(name(), List.of(NONE)), new Machine(null, FLOATS),
                launchWorth);
    }
}
