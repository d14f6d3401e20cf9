package unroll.tck.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Capability;
import unroll.api.composite.Recurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.DType;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.TensorOps;
import unroll.api.tensor.Tensors;

/** A backend that declares itself repeatable, held to the bit. */
public abstract class DeterminismConformance extends Conformance {
    /** For the families. */
    protected DeterminismConformance() {
    }

    @TestFactory
    final List<DynamicTest> repeatable() {
        if (!declares(Capability.REPEATABLE)) {
            return notApplicable("not declared repeatable");
        }
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            checks.add(check("the same calls again give the same bits, " + dtype,
                    () -> Closeness.bits(everything(dtype), everything(dtype))));
            checks.add(check("the same calls after opening again give the same bits, " + dtype, () -> {
                List<Values> first = everything(dtype);
                closeBackend();
                Closeness.bits(first, everything(dtype));
            }));
        }
        return checks;
    }

    private List<Values> everything(DType dtype) {
        return Everything.on(backend(), dtype, draw());
    }

    @TestFactory
    final List<DynamicTest> anyBatch() {
        if (!declares(Capability.SAME_BITS_IN_ANY_BATCH)) {
            return notApplicable("no bits are promised in batches");
        }
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (int width : new int[] {1, 16, 33, 100}) {
                for (int batch : new int[] {2, 5, 64}) {
                    String size = batch + " x " + width + " " + dtype;
                    checks.add(check("a row of linear alone and in a batch, " + size, () -> rowsOfLinear(batch, width,
                            dtype)));
                    for (Recurrence recurrence : RecurrentCases.RECURRENCES) {
                        checks.add(check("a row of recurrent." + recurrence.name() + " alone and in a batch, " + size,
                                () -> rowsOfLayer(recurrence, batch, width, dtype)));
                    }
                }
            }
        }
        return checks;
    }

    private void rowsOfLinear(int batch, int width, DType dtype) {
        CompositionCase<?> together = LinearCases.of(draw(), batch, width, width + 3).round(dtype);
        List<Values> all = outputs(together, false, dtype);
        for (int row = 0; row < batch; row++) {
            List<Values> inputs = new ArrayList<>(together.inputs());
            inputs.set(0, row(inputs.get(0), row));
            sameRow(all, row, together.with(inputs), dtype);
        }
    }

    private void rowsOfLayer(Recurrence recurrence, int batch, int width, DType dtype) {
        int[] ones = new int[batch];
        Arrays.fill(ones, 1);
        CompositionCase<RecurrentLayer.Sequence> together = RecurrentCases
                .layer(draw(), recurrence, Packing.of(ones), width, null, batch).round(dtype);
        List<Values> all = outputs(together, false, dtype);
        for (int row = 0; row < batch; row++) {
            List<Values> inputs = new ArrayList<>(together.inputs());
            for (int i = 0; i <= recurrence.states().size(); i++) {
                inputs.set(i, row(inputs.get(i), row));
            }
            sameRow(all, row, new CompositionCase<>("alone", together.composite(),
                    new RecurrentLayer.Sequence(Packing.of(1), null), inputs, true), dtype);
        }
    }

    private static Values row(Values matrix, int row) {
        int width = matrix.shape().dim(1);
        return Values.of(Shape.of(1, width), Arrays.copyOfRange(matrix.data(), row * width, (row + 1) * width));
    }

    /** Applied and made ready. */
    private void sameRow(List<Values> all, int row, CompositionCase<?> alone, DType dtype) {
        for (boolean prepared : new boolean[] {false, true}) {
            List<Values> actual = outputs(alone, prepared, dtype);
            for (int i = 0; i < all.size(); i++) {
                Closeness.bits("row " + row + " of output " + i + (prepared ? ", prepared" : ""),
                        row(all.get(i), row), actual.get(i));
            }
        }
    }

    private <A> List<Values> outputs(CompositionCase<A> one, boolean prepared, DType dtype) {
        try (Scope scope = backend().openScope()) {
            TensorOps ops = backend().ops(scope);
            Tensors inputs = one.inputs(ops, dtype);
            Tensors outputs = one.apply(ops, inputs);
            if (prepared) {
                try (Prepared<A> ready = backend().prepare(one.composite(), inputs, outputs, -1)) {
                    ready.assign(one.attributes());
                }
            }
            List<Values> values = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                values.add(Values.read(ops, outputs.get(i)));
            }
            return values;
        }
    }
}
