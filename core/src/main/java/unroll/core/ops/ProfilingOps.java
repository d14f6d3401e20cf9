package unroll.core.ops;

import java.util.List;
import java.util.function.Supplier;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Times each operation: what {@code --profile} asks for. Waits for the device after each, so that the time is the
 * operation's own; the whole is slower for it.
 */
public final class ProfilingOps extends InstrumentedOps {
    private final Profile profile;
    private final Runnable sync;

    /**
     * Decorates one scope's operations.
     *
     * @param sync waits until the device is done
     */
    public ProfilingOps(TensorOps inner, Profile profile, Runnable sync) {
        super(inner);
        this.profile = profile;
        this.sync = sync;
    }

    private <R> R timed(String name, Supplier<R> operation) {
        long start = System.nanoTime();
        R result = operation.get();
        sync.run();
        profile.add(name, System.nanoTime() - start);
        return result;
    }

    @Override
    Tensor around(String name, Supplier<Tensor> operation) {
        return timed(name, operation);
    }

    @Override
    List<Tensor> aroundAll(String name, Supplier<List<Tensor>> operation) {
        return timed(name, operation);
    }

    @Override
    FusedKernel.Forward aroundForward(String name, Supplier<FusedKernel.Forward> pass) {
        return timed(name, pass);
    }

    @Override
    Tensors aroundBackward(String name, GradientRequest request, Supplier<Tensors> pass) {
        return timed(name, pass);
    }

    @Override
    void aroundUpdate(String name, Tensors destinations, Runnable operation) {
        long start = System.nanoTime();
        operation.run();
        sync.run();
        profile.add(name, System.nanoTime() - start);
    }
}
