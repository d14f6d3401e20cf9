package unroll.backend.pure;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.UsageException;
import unroll.backend.pure.parallel.Workers;

/** Finds the backend {@code pure}, which runs wherever Java does. */
public final class PureProvider implements BackendProvider {
    static final String NAME = "pure";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "plain Java on the processor, float32, the same bits on any number of threads";
    }

    @Override
    public Probe probe() {
        return new Probe.Available(List.of(processor()));
    }

    private static Device processor() {
        Runtime runtime = Runtime.getRuntime();
        return new Device("cpu", System.getProperty("os.arch") + ", " + runtime.availableProcessors() + " processors",
                runtime.maxMemory());
    }

    @Override
    public Backend open(OpenOptions options) {
        Device device = processor();
        if (options.device() != null && !options.device().equals(device.id())) {
            throw new UsageException("the pure backend has no device " + options.device() + "; it has " + device.id());
        }
        int threads = options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
        return new PureBackend(device, threads, Workers.DEFAULT_THRESHOLD, mode(System.getProperty("vec", "warm")));
    }

    private static java.util.function.Function<unroll.backend.pure.storage.FloatPool, unroll.backend.pure.arithmetic.Arithmetic> mode(String m) {
        return switch (m) {
            case "true" -> unroll.backend.pure.vector.VectorArithmetic::new;
            case "false" -> unroll.backend.pure.arithmetic.ScalarArithmetic::new;
            default -> pool -> { var own = new unroll.backend.pure.storage.FloatPool(); return new unroll.backend.pure.arithmetic.Warming(new unroll.backend.pure.arithmetic.ScalarArithmetic(pool), new unroll.backend.pure.vector.VectorArithmetic(pool), new unroll.backend.pure.arithmetic.ScalarArithmetic(own), new unroll.backend.pure.vector.VectorArithmetic(own)); };
        };

    }
}
