package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Shape;
import unroll.tck.kit.Agreement.Accuracy;

/** Gathering rows of a table, and adding rows to one. */
public abstract class RowConformance extends Conformance {
    /** Rows of the table, width, and how many rows are asked for. */
    private static final List<int[]> SIZES = List.of(new int[] {1, 1, 1}, new int[] {1, 5, 7}, new int[] {7, 1, 3},
            new int[] {3, 5, 0}, new int[] {3, 0, 4}, new int[] {5, 15, 16}, new int[] {16, 17, 31},
            new int[] {28, 33, 17},
            new int[] {31, 32, 5}, new int[] {300, 65, 501});

    /** For the families. */
    protected RowConformance() {
    }

    @TestFactory
    final List<DynamicTest> agreesWithTheReference() {
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            for (int[] size : SIZES) {
                String table = "[" + size[0] + ", " + size[1] + "]";
                checks.add(check("gatherRows, " + size[2] + " of " + table + " " + dtype, () -> {
                    Draw draw = draw();
                    Values values = draw.uniform(Shape.of(size[0], size[1]));
                    Indices rows = draw.indices(size[2], size[0]);
                    agreement(dtype).check("gatherRows", Accuracy.COPIED, (ops, x) -> ops.gatherRows(x[0], rows),
                            values);
                }));
                checks.add(check("scatterAddRows, " + size[2] + " to " + table + " " + dtype, () -> {
                    Draw draw = draw();
                    Values values = draw.uniform(Shape.of(size[2], size[1]));
                    Indices rows = draw.indices(size[2], size[0]);
                    agreement(dtype).check("scatterAddRows", Accuracy.SUMMED,
                            (ops, x) -> ops.scatterAddRows(x[0], rows, size[0]), values);
                    agreement(dtype).check("scatterAddRows to more rows than the bound", Accuracy.SUMMED,
                            (ops, x) -> ops.scatterAddRows(x[0], rows, size[0] + 3), values);
                }));
            }
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> givesKnownValues() {
        List<DynamicTest> checks = new ArrayList<>();
        Values table = Values.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        Indices rows = Indices.of(3, 2, 0, 2, 1);
        Indices first = Indices.wrap(new int[] {1, 1, 99}, 2, 2);
        Values source = Values.of(Shape.of(4, 2), 1, 10, 2, 20, 3, 30, 4, 40);
        for (DType dtype : dtypes()) {
            Known known = new Known(backend(), dtype);
            checks.add(known.is("gatherRows", (ops, x) -> ops.gatherRows(x[0], rows), List.of(table), 5, 6, 1, 2, 5, 6,
                    3, 4));
            checks.add(known.is("gatherRows by part of an array", (ops, x) -> ops.gatherRows(x[0], first),
                    List.of(table), 3, 4, 3, 4));
            checks.add(known.is("scatterAddRows", (ops, x) -> ops.scatterAddRows(x[0], rows, 4), List.of(source), 2,
                    20, 4, 40, 4, 40, 0, 0));
            checks.add(known.is("scatterAddRows of nothing",
                    (ops, x) -> ops.scatterAddRows(ops.slice(x[0], 0, 0, 0), Indices.of(1), 2), List.of(source), 0, 0,
                    0, 0));
            checks.add(known.is("gatherRows of special values",
                    (ops, x) -> ops.gatherRows(x[0], Indices.of(2, 1, 0)),
                    List.of(Values.of(Shape.of(2, 1), Double.NaN, Double.NEGATIVE_INFINITY)), Double.NEGATIVE_INFINITY,
                    Double.NaN));
        }
        return checks;
    }
}
