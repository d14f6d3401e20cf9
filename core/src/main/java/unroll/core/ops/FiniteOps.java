package unroll.core.ops;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import unroll.api.error.TrainingDivergedException;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Stops at the first operation that makes an infinity or a NaN and names it: what {@code --check-finite} asks for. Reads
 * a number from the device after each operation, which is slow.
 */
public final class FiniteOps extends InstrumentedOps {
    private final double[] number = new double[1];

    public FiniteOps(TensorOps inner) {
        super(inner);
    }

    private void check(String name, @Nullable Tensor tensor) {
        if (tensor == null || tensor.shape().size() == 0) {
            return;
        }
        // x - x is 0 for every finite x and NaN for all others
        inner().read(inner().sum(inner().subtract(tensor, tensor)), number, 0);
        if (number[0] != 0) {
            throw new TrainingDivergedException("operation " + name + " made a value that is not finite in a tensor "
                    + tensor + "; lower --lr or look at the data");
        }
    }

    private void check(String name, Tensors tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            check(name, tensors.find(i));
        }
    }

    @Override
    Tensor around(String name, Supplier<Tensor> operation) {
        Tensor result = operation.get();
        check(name, result);
        return result;
    }

    @Override
    List<Tensor> aroundAll(String name, Supplier<List<Tensor>> operation) {
        List<Tensor> results = operation.get();
        results.forEach(result -> check(name, result));
        return results;
    }

    @Override
    FusedKernel.Forward aroundForward(String name, Supplier<FusedKernel.Forward> pass) {
        FusedKernel.Forward result = pass.get();
        check(name, result.outputs());
        return result;
    }

    @Override
    Tensors aroundBackward(String name, GradientRequest request, Supplier<Tensors> pass) {
        Tensors gradients = pass.get();
        check(name, gradients);
        check(name, request.targets());
        return gradients;
    }

    @Override
    void aroundUpdate(String name, Tensors destinations, Runnable operation) {
        operation.run();
        check(name, destinations);
    }
}
