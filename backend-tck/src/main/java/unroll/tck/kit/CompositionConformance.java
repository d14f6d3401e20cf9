package unroll.tck.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Backend;
import unroll.api.backend.ParameterBlock;
import unroll.api.backend.ParameterLayout;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * The standard composites forward: the kernel, where there is one, equals the definition on the same backend, and both
 * equal the definition on the reference.
 */
public abstract class CompositionConformance extends Conformance {
    /** For the families. */
    protected CompositionConformance() {
    }

    /** One way to come by the outputs. */
    private interface Way {
        <A> Tensors outputs(TensorOps ops, CompositionCase<A> one, Tensors inputs);
    }

    private enum Ways implements Way {
        DEFINITION {
            @Override
            public <A> Tensors outputs(TensorOps ops, CompositionCase<A> one, Tensors inputs) {
                return one.define(ops, inputs);
            }
        },
        APPLIED {
            @Override
            public <A> Tensors outputs(TensorOps ops, CompositionCase<A> one, Tensors inputs) {
                return one.apply(ops, inputs);
            }
        },
        KERNEL_FOR_TRAINING {
            @Override
            public <A> Tensors outputs(TensorOps ops, CompositionCase<A> one, Tensors inputs) {
                Optional<FusedKernel<A>> kernel = ops.fused(one.composite());
                return kernel.isPresent()
                        ? kernel.get().forward(ops.scope(), one.attributes(), inputs, FusedKernel.EVERY_INPUT).outputs()
                        : one.define(ops, inputs);
            }
        }
    }

    @TestFactory
    final List<DynamicTest> agreesWithTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (CompositionCase<?> one : CompositionCases.all(draw())) {
                for (Ways way : Ways.values()) {
                    checks.add(check(one + ", " + way + " " + dtype, () -> compare(one.round(dtype), way, dtype)));
                }
                checks.add(check(one + ", inputs in a block " + dtype, () -> compareInBlock(one.round(dtype), dtype)));
            }
        }
        return checks;
    }

    private <A> void compare(CompositionCase<A> one, Way way, DType dtype) {
        List<Values> expected = onReference(one);
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = one.inputs(ops, dtype);
            agree(one, dtype, expected, ops, way.outputs(ops, one, inputs));
            for (int i = 0; i < inputs.size(); i++) {
                Closeness.bits("input " + i + " after the call", one.inputs().get(i),
                        Values.read(ops, inputs.get(i)));
            }
        }
    }

    /** Parameters are slices of a block, at whatever offset that gives. */
    private <A> void compareInBlock(CompositionCase<A> one, DType dtype) {
        List<Values> expected = onReference(one);
        try (ParameterBlock block = block(backend(), one, dtype); Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = fill(ops, block, one, dtype);
            agree(one, dtype, expected, ops, one.apply(ops, inputs));
        }
    }

    private List<Values> onReference(CompositionCase<?> one) {
        try (Scope scope = reference().openScope()) {
            TensorOps ops = reference().ops(scope);
            Tensors outputs = one.define(ops, one.inputs(ops, DType.FLOAT64));
            List<Values> values = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                values.add(Values.read(ops, outputs.get(i)));
            }
            return values;
        }
    }

    private static void agree(CompositionCase<?> one, DType dtype, List<Values> expected, TensorOps ops,
            Tensors outputs) {
        Assertions.assertEquals(expected.size(), outputs.size(), one + ": number of outputs");
        for (int i = 0; i < outputs.size(); i++) {
            Assertions.assertEquals(dtype, outputs.get(i).dtype(), one + ": type of output " + i);
            Closeness.within(one + ": output " + i, expected.get(i), Values.read(ops, outputs.get(i)),
                    Closeness.tolerance(dtype) * expected.get(i).magnitude());
        }
    }

    /** A block with a slice for each input, after three elements that put them off any alignment. */
    static ParameterBlock block(Backend backend, CompositionCase<?> one, DType dtype) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("before", Shape.of(3));
        for (int i = 0; i < one.inputs().size(); i++) {
            shapes.put("input" + i, one.inputs().get(i).shape());
        }
        return backend.allocate(ParameterLayout.of(shapes), dtype);
    }

    /** Puts the inputs into their slices. */
    static Tensors fill(TensorOps ops, ParameterBlock block, CompositionCase<?> one, DType dtype) {
        Tensor[] slices = new Tensor[one.inputs().size()];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = block.get(i + 1);
            ops.updates().copy(slices[i], one.inputs().get(i).on(ops, dtype));
        }
        return Tensors.ofAll(slices);
    }
}
