package unroll.tck.kit;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import unroll.api.backend.Backend;
import unroll.api.tensor.DType;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

/** Checks against figures that no backend made, so that the reference too is held to something. */
record Known(Backend backend, DType dtype) {
    /** The program gives these elements, row-major, to rounding. */
    DynamicTest is(String what, Agreement.Program program, List<Values> inputs, double... expected) {
        return Conformance.check(what + " of known figures, " + dtype, () -> {
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                Tensor[] tensors = inputs.stream().map(input -> input.on(ops, dtype)).toArray(Tensor[]::new);
                Values actual = Values.read(ops, program.run(ops, tensors));
                Assertions.assertEquals(expected.length, actual.size(),
                        what + ": elements of " + Arrays.toString(actual.data()));
                Values wanted = Values.of(actual.shape(), expected);
                Closeness.within(what, wanted, actual, Closeness.tolerance(dtype) * wanted.magnitude());
            }
        });
    }
}
