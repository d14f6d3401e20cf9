package unroll.tck.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.ParameterBlock;
import unroll.api.composite.Linear;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/**
 * Composites made ready: each time they compute what the definition does on the reference, whatever has changed of the
 * inputs that may change, also over their own inputs.
 */
public abstract class PreparedConformance extends Conformance {
    private static final int TIMES = 3;
    private static final int TABLE_ROWS = 4;
    private static final int[] WIDTHS = {1, 5, 15, 16, 17, 33, 48, 100};
    private static final int[] BATCHES = {1, 2, 7};

    /** For the families. */
    protected PreparedConformance() {
    }

    /** Every case, with other values of the inputs that may change each time. */
    @TestFactory
    final List<DynamicTest> agreesWithTheDefinitionEachTime() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (CompositionCase<?> one : CompositionCases.all(draw())) {
                if (one.isFinite()) {
                    checks.add(check(one + ", prepared " + dtype, () -> eachTime(one, constants(one), dtype)));
                    checks.add(check(one + ", nothing constant " + dtype, () -> eachTime(one, 0, dtype)));
                }
            }
        }
        return checks;
    }

    /** Weights: what generating text leaves as it is. */
    private static long constants(CompositionCase<?> one) {
        return switch (one.composite()) {
            case Linear linear -> ~1L;
            case RecurrentLayer layer -> -1L << layer.firstWeight();
            default -> 0;
        };
    }

    private <A> void eachTime(CompositionCase<A> given, long constants, DType dtype) {
        CompositionCase<A> one = given.round(dtype);
        try (ParameterBlock block = CaseBlock.of(backend(), one, dtype); Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = CaseBlock.fill(ops, block, one, dtype);
            Tensors destinations = like(ops, one.define(ops, inputs), dtype);
            try (Prepared<A> prepared = backend().prepare(one.composite(), inputs, destinations, constants)) {
                for (int time = 0; time < TIMES; time++) {
                    if (time > 0) {
                        one = otherwise(one, constants, dtype);
                        CaseBlock.fill(ops, block, one, dtype);
                    }
                    prepared.assign(one.attributes());
                    agree(one, time, onReference(one), ops, destinations, dtype);
                }
            }
        }
    }

    /** Other values where they may change. */
    private static <A> CompositionCase<A> otherwise(CompositionCase<A> one, long constants, DType dtype) {
        List<Values> inputs = new ArrayList<>();
        for (int i = 0; i < one.inputs().size(); i++) {
            Values before = one.inputs().get(i);
            // Halves of what was there: right for inputs of any meaning, second moments included.
            inputs.add(((constants >>> i) & 1) != 0 ? before : before.map(value -> value / 2).round(dtype));
        }
        return one.with(inputs);
    }

    private static Tensors like(TensorOps ops, Tensors outputs, DType dtype) {
        @Nullable Tensor[] like = new Tensor[outputs.size()];
        for (int i = 0; i < like.length; i++) {
            like[i] = ops.full(outputs.get(i).shape(), dtype, 9);
        }
        return Tensors.ofAll(like);
    }

    private List<Values> onReference(CompositionCase<?> one) {
        try (Scope scope = reference().openScope()) {
            TensorOps ops = reference().ops(scope);
            return values(ops, one.define(ops, one.inputs(ops, DType.FLOAT64)));
        }
    }

    private static List<Values> values(TensorOps ops, Tensors tensors) {
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            values.add(Values.read(ops, tensors.get(i)));
        }
        return values;
    }

    private static void agree(Object one, int time, List<Values> expected, TensorOps ops, Tensors actual,
            DType dtype) {
        for (int i = 0; i < expected.size(); i++) {
            Closeness.within(one + ": output " + i + ", time " + (time + 1), expected.get(i),
                    Values.read(ops, actual.get(i)), Closeness.tolerance(dtype) * expected.get(i).magnitude());
        }
    }

    /** Steps of every recurrence, the state after each being the state before the next. */
    @TestFactory
    final List<DynamicTest> carriesItsState() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (Recurrence recurrence : RecurrentCases.RECURRENCES) {
                for (int hidden : WIDTHS) {
                    for (int batch : BATCHES) {
                        checks.add(check("recurrent." + recurrence.name() + ", carried, " + batch + " x " + hidden + " "
                                + dtype, () -> carry(recurrence, batch, hidden, dtype)));
                    }
                }
            }
        }
        return checks;
    }

    private void carry(Recurrence recurrence, int batch, int hidden, DType dtype) {
        Draw draw = draw();
        Packing packing = Packing.of(ones(batch));
        CompositionCase<RecurrentLayer.Sequence> one = RecurrentCases
                .layer(draw, recurrence, packing, hidden, draw.indices(batch, TABLE_ROWS), TABLE_ROWS).round(dtype);
        int parts = recurrence.states().size();
        try (ParameterBlock block = CaseBlock.of(backend(), one, dtype); Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = CaseBlock.fill(ops, block, one, dtype);
            @Nullable Tensor[] destinations = new Tensor[1 + parts];
            destinations[0] = ops.full(inputs.get(1).shape(), dtype, 9);
            for (int part = 1; part <= parts; part++) {
                destinations[part] = inputs.get(part);
            }
            Tensors after = Tensors.ofAll(destinations);
            try (Prepared<RecurrentLayer.Sequence> prepared = backend().prepare(one.composite(), inputs, after,
                    (-1L << (1 + parts)) | 1)) {
                for (int time = 0; time < TIMES; time++) {
                    Indices rows = draw.indices(batch, TABLE_ROWS);
                    one = new CompositionCase<>(one.name(), one.composite(),
                            new RecurrentLayer.Sequence(packing, rows), one.inputs(), true);
                    List<Values> expected = onReference(one);
                    prepared.assign(one.attributes());
                    agree(one, time, expected, ops, after, dtype);
                    one = one.with(withState(one.inputs(), values(ops, after), parts));
                }
            }
        }
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static List<Values> withState(List<Values> inputs, List<Values> outputs, int parts) {
        List<Values> next = new ArrayList<>(inputs);
        for (int part = 1; part <= parts; part++) {
            next.set(part, outputs.get(part));
        }
        return next;
    }
}
