package unroll.backend.pure;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.backend.pure.arithmetic.Arithmetic;
import unroll.backend.pure.arithmetic.PlainFirst;
import unroll.backend.pure.arithmetic.ScalarArithmetic;
import unroll.backend.pure.parallel.Workers;
import unroll.backend.pure.storage.FloatPool;
import unroll.backend.pure.vector.VectorArithmetic;

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
        options.refuseSettings(name());
        Device device = options.choose(name(), List.of(processor()));
        int threads = options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
        VectorLadder.Answer answer = VectorLadder.climb();
        Device inUse = new Device(device.id(), device.description() + ", " + answer.description(),
                device.memoryBytes());
        List<String> notices = answer.notice() == null ? List.of() : List.of(answer.notice());
        return new PureBackend(inUse, threads, Workers.DEFAULT_THRESHOLD, pool -> arithmetic(answer, pool),
                notices);
    }

    private static Arithmetic arithmetic(VectorLadder.Answer answer, FloatPool pool) {
        if (!answer.vectors()) {
            return new ScalarArithmetic(pool);
        }
        Arithmetic vectors = new VectorArithmetic(pool);
        return answer.atOnce() ? vectors : new PlainFirst(new ScalarArithmetic(pool), vectors);
    }
}
