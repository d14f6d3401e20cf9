package unroll.tck.autograd;

import java.util.function.BiFunction;
import org.opentest4j.AssertionFailedError;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.autograd.RecordingOps;
import unroll.tck.reference.ReferenceProvider;

/**
 * Compares the gradients of a function by recording with its central finite differences, in float64 on the reference
 * backend. The function's result is weighed element by element with fixed random numbers and added up, so that no error
 * can hide in a sum that cancels.
 */
final class FiniteDifferences {
    private static final double H = 1e-6;
    private static final double TOLERANCE = 2e-8;

    private final long seed;

    FiniteDifferences(long seed) {
        this.seed = seed;
    }

    /** Values in [low, high), different for each argument. */
    double[] values(int argument, Shape shape, double low, double high) {
        CounterRandom random = new CounterRandom(seed, RandomStream.WEIGHTS, argument, 7);
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * random.uniformDouble(i);
        }
        return values;
    }

    /**
     * Checks every element of every argument.
     *
     * @param function may use its arguments in any way
     */
    void check(String name, Shape[] shapes, double[][] arguments, BiFunction<TensorOps, Tensor[], Tensor> function) {
        double[][] gradients = recorded(name, shapes, arguments, function);
        for (int argument = 0; argument < arguments.length; argument++) {
            for (int element = 0; element < arguments[argument].length; element++) {
                double at = arguments[argument][element];
                double step = H * Math.max(1, Math.abs(at));
                arguments[argument][element] = at + step;
                double above = weighed(shapes, arguments, function);
                arguments[argument][element] = at - step;
                double below = weighed(shapes, arguments, function);
                arguments[argument][element] = at;
                double expected = (above - below) / (2 * step);
                double actual = gradients[argument][element];
                if (!(Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
                    throw new AssertionFailedError(name + ", seed " + seed + ": gradient of argument " + argument
                            + ", element " + element, expected, actual);
                }
            }
        }
    }

    private double[][] recorded(String name, Shape[] shapes, double[][] arguments,
            BiFunction<TensorOps, Tensor[], Tensor> function) {
        double[][] gradients = new double[arguments.length][];
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            RecordingOps recording = new RecordingOps(ops);
            Tensor[] tensors = tensors(ops, shapes, arguments);
            for (Tensor tensor : tensors) {
                recording.watch(tensor);
            }
            recording.backward(weigh(recording, function.apply(recording, tensors)));
            for (int i = 0; i < tensors.length; i++) {
                Tensor gradient = recording.gradient(tensors[i]);
                if (gradient == null) {
                    throw new AssertionFailedError(name + ": no gradient reached argument " + i);
                }
                gradients[i] = new double[shapes[i].size()];
                ops.read(gradient, gradients[i], 0);
            }
        }
        return gradients;
    }

    private double weighed(Shape[] shapes, double[][] arguments, BiFunction<TensorOps, Tensor[], Tensor> function) {
        double[] result = new double[1];
        try (Backend backend = new ReferenceProvider().open(OpenOptions.DEFAULT); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            ops.read(weigh(ops, function.apply(ops, tensors(ops, shapes, arguments))), result, 0);
        }
        return result[0];
    }

    private static Tensor[] tensors(TensorOps ops, Shape[] shapes, double[][] arguments) {
        Tensor[] tensors = new Tensor[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            tensors[i] = ops.create(shapes[i], DType.FLOAT64, arguments[i]);
        }
        return tensors;
    }

    private Tensor weigh(TensorOps ops, Tensor result) {
        double[] weights = values(99, result.shape(), 0.5, 1.5);
        return ops.sum(ops.multiply(result, ops.create(result.shape(), DType.FLOAT64, weights)));
    }
}
