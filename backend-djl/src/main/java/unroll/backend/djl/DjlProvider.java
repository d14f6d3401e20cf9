package unroll.backend.djl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.backend.djl.engine.Libtorch;
import unroll.backend.djl.engine.Natives;

/** Finds the backend {@code djl}. */
public final class DjlProvider implements BackendProvider {
    static final String NAME = "djl";

    private final ClassLoader parts;
    private volatile @Nullable Probe probed;

    /** For the service loader: looks for the engine where this class was found. */
    public DjlProvider() {
        this(DjlProvider.class.getClassLoader());
    }

    /** Looks for the engine elsewhere. */
    DjlProvider(ClassLoader parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "PyTorch's libtorch on the processor, through DJL, float32 and float64";
    }

    /** Looks which jars there are, once; whether libtorch starts is known when it has been opened. */
    @Override
    public Probe probe() {
        Probe.Unavailable failure = Libtorch.failure();
        if (failure != null) {
            return failure;
        }
        Probe known = probed;
        if (known == null) {
            Probe.Unavailable missing = Natives.missing(parts);
            known = missing == null ? new Probe.Available(List.of(processor())) : missing;
            probed = known;
        }
        return known;
    }

    private static Device processor() {
        return new Device("cpu", "libtorch on this machine's processor", 0);
    }

    @Override
    public Backend open(OpenOptions options) {
        if (probe() instanceof Probe.Unavailable why) {
            throw Libtorch.refusal(why);
        }
        options.refuseSettings(NAME);
        Device device = options.choose(NAME, List.of(processor()));
        // one is the faster for most of what fits a recurrent layer; see the page on this backend
        int threads = options.threads() == 0 ? 1 : options.threads();
        return DjlBackend.open(device, threads, System.getenv("OMP_WAIT_POLICY"));
    }
}
