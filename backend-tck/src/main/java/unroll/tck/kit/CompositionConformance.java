package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.Composite;
import unroll.api.tensor.DType;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
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
        try (ParameterBlock block = CaseBlock.of(backend(), one, dtype); Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = CaseBlock.fill(ops, block, one, dtype);
            agree(one, dtype, expected, ops, one.apply(ops, inputs));
        }
    }

    /** What a batch leaves behind, state above all, must not show in the next, of the same sizes or of others. */
    @TestFactory
    final List<DynamicTest> batchAfterBatch() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            CompositionCases.byComposite(CompositionCases.all(draw())).forEach((composite, cases) -> checks
                    .add(check(composite.name() + ", batch after batch " + dtype, () -> inTurn(cases, dtype))));
        }
        return checks;
    }

    private void inTurn(List<CompositionCase<?>> cases, DType dtype) {
        Draw draw = new Draw(99);
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            for (CompositionCase<?> one : cases) {
                afterAnother(one.round(dtype), draw, ops, dtype);
            }
        }
    }

    private <A> void afterAnother(CompositionCase<A> one, Draw draw, TensorOps ops, DType dtype) {
        CompositionCase<A> before = one.redrawn(draw).round(dtype);
        List<Values> expected = onReference(one);
        for (Ways way : Ways.values()) {
            way.outputs(ops, before, before.inputs(ops, dtype));
            agree(one, dtype, expected, ops, way.outputs(ops, one, one.inputs(ops, dtype)));
        }
    }

    /** A composite of the author's own, with a name that a kernel may be known by. */
    private record Doubled(String name) implements Composite<NoAttributes> {
        @Override
        public Tensors define(TensorOps ops, NoAttributes attributes, Tensors inputs) {
            return Tensors.of(ops.affine(inputs.get(0), 2, 0));
        }
    }

    /** A recurrence of the author's own under a standard name: h_t = projected + h_{t-1}. */
    private record Adding(String name) implements Recurrence {
        @Override
        public int gates() {
            return 1;
        }

        @Override
        public List<String> states() {
            return List.of("h");
        }

        @Override
        public Tensors step(TensorOps ops, Tensor projected, Tensors state, Tensors weights) {
            return Tensors.of(ops.add(projected, state.get(0)));
        }
    }

    /** A kernel is for the composite that it was made for, and not for whatever has the same name. */
    @TestFactory
    final List<DynamicTest> compositesOfOnesOwnGoByTheirDefinition() {
        List<DynamicTest> checks = new ArrayList<>();
        for (CompositionCase<?> one : CompositionCases.small(draw())) {
            CompositionCase<?> own = one.composite() instanceof RecurrentLayer(Recurrence recurrence)
                    ? RecurrentCases.layer(draw(), new Adding(recurrence.name()), Packing.of(4, 2, 1), 3, null, 7)
                    : new CompositionCase<>("of the kit's own", new Doubled(one.composite().name()),
                            NoAttributes.NONE, one.inputs(), false);
            checks.add(check(own.composite().name() + " of the kit's own",
                    () -> compare(own.round(DType.FLOAT32), Ways.APPLIED, DType.FLOAT32)));
        }
        return checks;
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

}
