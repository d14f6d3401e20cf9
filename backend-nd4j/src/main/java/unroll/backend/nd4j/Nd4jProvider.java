package unroll.backend.nd4j;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.backend.nd4j.natives.Natives;

/** Finds the backend {@code nd4j}. Nothing of ND4J is loaded before it is opened. */
public final class Nd4jProvider implements BackendProvider {
    static final String NAME = "nd4j";

    /** More have not paid on models of a size that one would train on a processor. */
    private static final int DEFAULT_THREADS = 1;

    /** For the service loader. */
    public Nd4jProvider() {
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "ND4J's native libraries (libnd4j and OpenBLAS) on the processor, float32";
    }

    @Override
    public Probe probe() {
        return Natives.OF_PROCESS.probe();
    }

    @Override
    public Backend open(OpenOptions options) {
        options.refuseSettings(name());
        Device device = options.choose(name(), List.of(Natives.OF_PROCESS.processor()));
        return Nd4jBackend.open(device.memoryBytes(), options.threads() == 0 ? DEFAULT_THREADS : options.threads());
    }
}
