package unroll.tck.kit;

import org.junit.jupiter.api.Assertions;
import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/**
 * Runs a program on the backend and, in float64, on the reference, and compares. Both get the same inputs: those that
 * the backend's type can hold. Also sees to it that no input is changed and that the result has the inputs' type.
 */
public final class Agreement {
    /** Last places that one rounded operation may be off: division and root on some devices are not rounded rightly. */
    private static final double FEW_ULPS = 3;

    private final Backend backend;
    private final Backend reference;
    private final DType dtype;

    Agreement(Backend backend, Backend reference, DType dtype) {
        this.backend = backend;
        this.reference = reference;
        this.dtype = dtype;
    }

    /** Some operations. */
    public interface Program {
        /** Gives the result. */
        Tensor run(TensorOps ops, Tensor[] inputs);
    }

    /** What a result is held to. */
    public enum Accuracy {
        /** It only copies: the same bits. */
        COPIED,
        /** One correctly rounded operation, or nearly: each element to a few last places. */
        ROUNDED,
        /** Each element to a part of the tensor's largest magnitude. */
        CLOSE,
        /** Each element to a part of its own magnitude. */
        EACH_CLOSE,
        /** A sum of products: to a part of the largest sum of their magnitudes, as terms may cancel. */
        SUMMED
    }

    /** Compares the backend's result with the reference's. */
    public void check(String what, Accuracy accuracy, Program program, Values... inputs) {
        Values[] rounded = new Values[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            rounded[i] = inputs[i].round(dtype);
        }
        String name = what + " in " + dtype;
        Values expected = run(name, reference, DType.FLOAT64, program, rounded).round(dtype);
        Values actual = run(name, backend, dtype, program, rounded);
        double part = Closeness.tolerance(dtype);
        switch (accuracy) {
            case COPIED -> Closeness.bits(name, expected, actual);
            case ROUNDED -> Closeness.eachWithin(name, expected, actual, FEW_ULPS * ulp());
            case CLOSE -> Closeness.within(name, expected, actual, part * expected.magnitude());
            case EACH_CLOSE -> Closeness.eachWithin(name, expected, actual, part);
            case SUMMED -> {
                Values[] magnitudes = new Values[rounded.length];
                for (int i = 0; i < rounded.length; i++) {
                    magnitudes[i] = rounded[i].map(Math::abs);
                }
                Values sums = run(name, reference, DType.FLOAT64, program, magnitudes);
                Closeness.within(name, expected, actual, part * sums.magnitude());
            }
        }
    }

    private double ulp() {
        return dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
    }

    private static Values run(String name, Backend backend, DType dtype, Program program, Values... inputs) {
        try (Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            Tensor[] tensors = new Tensor[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                tensors[i] = inputs[i].on(ops, dtype);
            }
            Tensor result = program.run(ops, tensors);
            Assertions.assertEquals(dtype, result.dtype(), name + ": type of the result");
            Values values = Values.read(ops, result);
            for (int i = 0; i < inputs.length; i++) {
                Closeness.bits(name + ": argument " + i + " after the call", inputs[i], Values.read(ops, tensors[i]));
            }
            return values;
        }
    }
}
