package unroll.tck.kit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.composite.CrossEntropy;
import unroll.api.composite.Linear;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Composites refuse what does not fit, what is another's and what is closed with a TensorException, by a kernel as by
 * the definition.
 */
public abstract class CompositeRefusalConformance extends Conformance {
    /** For the families. */
    protected CompositeRefusalConformance() {
    }

    private interface Wrong {
        void attempt(TensorOps ops);
    }

    private DynamicTest refused(String name, Wrong wrong, String... mentions) {
        return check(name, () -> {
            try (Scope scope = backend().openScope()) {
                TensorOps ops = backend().ops(scope);
                String message = String.valueOf(assertThrows(TensorException.class, () -> wrong.attempt(ops))
                        .getMessage());
                for (String mention : mentions) {
                    assertTrue(message.toLowerCase(Locale.ROOT).contains(mention),
                            "expected \"" + mention + "\" in: " + message);
                }
            }
        });
    }

    private static Tensor ones(TensorOps ops, int... shape) {
        return ops.full(Shape.of(shape), DType.FLOAT32, 1);
    }

    @TestFactory
    final List<DynamicTest> linear() {
        return List.of(
                refused("linear", ops -> Linear.apply(ops, ones(ops, 2, 3), ones(ops, 3, 2)), "[2, 3]", "[3, 2]"),
                refused("linear, bias", ops -> Linear.apply(ops, ones(ops, 2, 3), ones(ops, 2, 3), ones(ops, 3)),
                        "[2", "3]"),
                refused("linear of a vector", ops -> Linear.apply(ops, ones(ops, 3), ones(ops, 2, 3)), "[3]"));
    }

    @TestFactory
    final List<DynamicTest> crossEntropy() {
        return List.of(
                refused("cross_entropy, too few targets", ops -> CrossEntropy.apply(ops, ones(ops, 2, 3),
                        new CrossEntropy.Targets(Indices.of(3, 1), -1)), "[2, 3]", "[1, "),
                refused("cross_entropy, target beyond the classes", ops -> CrossEntropy.apply(ops, ones(ops, 2, 3),
                        new CrossEntropy.Targets(Indices.of(4, 1, 3), -1)), "3", "row 1"),
                refused("cross_entropy, every target ignored", ops -> CrossEntropy.apply(ops, ones(ops, 2, 3),
                        new CrossEntropy.Targets(Indices.of(3, 1, 1), 1)), "1"),
                refused("cross_entropy of a vector", ops -> CrossEntropy.apply(ops, ones(ops, 3),
                        new CrossEntropy.Targets(Indices.of(3, 1, 1, 1), -1)), "[3]"));
    }

    @TestFactory
    final List<DynamicTest> recurrentLayers() {
        List<DynamicTest> checks = new ArrayList<>();
        Packing packing = Packing.of(3, 1);
        Indices rows = Indices.of(5, 0, 4, 1, 2);
        for (Recurrence recurrence : RecurrentCases.RECURRENCES) {
            CompositionCase<RecurrentLayer.Sequence> right = RecurrentCases.layer(draw(), recurrence, packing, 2, null,
                    packing.total());
            String name = right.composite().name();
            int width = recurrence.gates() * 2;
            int first = 1 + recurrence.states().size();
            checks.add(wrong(right, name + ", too few rows", 0, "[4, ", "[3, ", 3, width));
            checks.add(wrong(right, name + ", input of another width", 0, "[4, " + (width + 1) + "]", "[4, ", 4,
                    width + 1));
            for (int state = 1; state < first; state++) {
                checks.add(wrong(right, name + ", state " + state + " of another batch", state, "[3, 2]", "2", 3, 2));
                checks.add(wrong(right, name + ", state " + state + " that is a vector", state, "[2]", "2", 2));
            }
            checks.add(wrong(right, name + ", weight with too many rows", first, "", "", width + 2, 2));
            checks.add(wrong(right, name + ", weight with too many columns", first, "", "", width, 3));
            checks.add(wrong(right, name + ", bias", first + 1, "", "", width + 1));
            checks.add(refused(name + ", row beyond the table", ops -> ops.apply(right.composite(),
                    new RecurrentLayer.Sequence(packing, rows), right.inputs(ops, DType.FLOAT32)), "5", "[4, "));
            checks.add(refused(name + ", too few inputs", ops -> ops.apply(right.composite(), right.attributes(),
                    right.inputs(ops, DType.FLOAT32).range(0, first + 1))));
        }
        return checks;
    }

    private <A> DynamicTest wrong(CompositionCase<A> right, String name, int place, String mention, String other,
            int... shape) {
        return refused(name, ops -> {
            Tensors inputs = right.inputs(ops, DType.FLOAT32);
            ops.apply(right.composite(), right.attributes(), with(inputs, place, ones(ops, shape)));
        }, mention, other);
    }

    private static Tensors with(Tensors inputs, int place, Tensor tensor) {
        Tensor[] changed = new Tensor[inputs.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = i == place ? tensor : inputs.get(i);
        }
        return Tensors.ofAll(changed);
    }

    private interface Source {
        Tensor make(Values values);
    }

    /** Each composite with one of its inputs from elsewhere. */
    private void each(List<DynamicTest> checks, String what, String mention, Source source) {
        for (CompositionCase<?> one : CompositionCases.small(draw())) {
            for (int i = 0; i < one.inputs().size(); i++) {
                checks.add(strange(one, i, what, mention, source));
            }
        }
    }

    private <A> DynamicTest strange(CompositionCase<A> one, int place, String what, String mention, Source source) {
        return refused(one.composite().name() + ", input " + place + " " + what,
                ops -> ops.apply(one.composite(), one.attributes(), with(one.inputs(ops, DType.FLOAT32), place,
                        source.make(one.inputs().get(place)))),
                mention);
    }

    @TestFactory
    final List<DynamicTest> inputsOfAnotherBackend() {
        List<DynamicTest> checks = new ArrayList<>();
        each(checks, "of another backend", "backend", values -> {
            try (Scope scope = reference().openScope()) {
                return values.on(reference().ops(scope), DType.FLOAT32);
            }
        });
        return checks;
    }

    @TestFactory
    final List<DynamicTest> inputsOfAnotherInstance() {
        if (!declares(Capability.SEVERAL_INSTANCES)) {
            return notApplicable("several instances not declared");
        }
        List<DynamicTest> checks = new ArrayList<>();
        each(checks, "of another instance", "backend", values -> {
            try (Backend other = subject().open(); Scope scope = other.openScope()) {
                return values.on(other.ops(scope), DType.FLOAT32);
            }
        });
        return checks;
    }

    @TestFactory
    final List<DynamicTest> inputsOfAClosedScope() {
        List<DynamicTest> checks = new ArrayList<>();
        each(checks, "of a closed scope", "closed", values -> {
            try (Scope scope = backend().openScope()) {
                return values.on(backend().ops(scope), DType.FLOAT32);
            }
        });
        return checks;
    }
}
