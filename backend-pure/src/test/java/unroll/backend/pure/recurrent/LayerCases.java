package unroll.backend.pure.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import unroll.api.tensor.Packing;
import unroll.backend.pure.TestCell;

/** Sizes around the widths of vectors and of tiles, and packings of every shape. */
final class LayerCases {
    private LayerCases() {
    }

    /** A third of them, each packing otherwise for each size. */
    static List<LayerCase> some() {
        List<LayerCase> all = all();
        return IntStream.range(0, all.size()).filter(i -> i % 3 == (i / 3 + i / 18) % 3).mapToObj(all::get).toList();
    }

    static List<LayerCase> all() {
        Packing[] packings = {Packing.of(1), Packing.of(3), Packing.of(1, 1, 1), Packing.of(4, 4, 4, 4, 4),
            Packing.of(7, 7, 5, 4, 4, 1), Packing.of(6, 1, 1)};
        List<LayerCase> cases = new ArrayList<>();
        for (TestCell cell : TestCell.values()) {
            for (int hidden : new int[] {1, 3, 5, 15, 16, 17, 33}) {
                for (Packing packing : packings) {
                    for (boolean table : new boolean[] {false, true}) {
                        cases.add(new LayerCase(cell, hidden, packing, table, 1000L * hidden + packing.total()));
                    }
                    boolean table = hidden % 2 == 0;
                    cases.add(new LayerCase(cell, hidden, packing, table, hidden).startingFrom(0));
                }
            }
        }
        return cases;
    }
}
