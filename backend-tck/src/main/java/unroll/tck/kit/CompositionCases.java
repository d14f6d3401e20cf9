package unroll.tck.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.api.tensor.Composite;

/** The standard composites, each at the sizes and attributes where kernels go wrong. */
final class CompositionCases {
    private CompositionCases() {
    }

    /** Every case of every composite. */
    static List<CompositionCase<?>> all(Draw draw) {
        List<CompositionCase<?>> cases = new ArrayList<>();
        LinearCases.add(cases, draw);
        CrossEntropyCases.add(cases, draw);
        RecurrentCases.add(cases, draw);
        DropoutCases.add(cases, draw);
        OptimizerCases.add(cases, draw);
        NonFiniteCases.add(cases, draw);
        return cases;
    }

    /** One small case of each composite, with more than one row. */
    static List<CompositionCase<?>> small(Draw draw) {
        List<CompositionCase<?>> cases = new ArrayList<>();
        cases.add(LinearCases.of(draw, 5, 3, 7));
        cases.add(CrossEntropyCases.of(draw, 7, 3));
        RecurrentCases.addOneOfEach(cases, draw, 3, 4, 2, 1);
        cases.add(DropoutCases.of(draw, 0.5, 5, 4));
        cases.add(OptimizerCases.clip(draw, 7, 0.1));
        cases.add(OptimizerCases.adam(draw, 7));
        return cases;
    }

    /** One case of each composite that is worth several threads. */
    static List<CompositionCase<?>> large(Draw draw) {
        List<CompositionCase<?>> cases = new ArrayList<>();
        cases.add(LinearCases.of(draw, 65, 96, 131));
        cases.add(CrossEntropyCases.of(draw, 257, 97));
        RecurrentCases.addOneOfEach(cases, draw, 67, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1);
        cases.add(DropoutCases.of(draw, 0.5, 131, 67));
        cases.add(OptimizerCases.clip(draw, 20_011, 0.1));
        cases.add(OptimizerCases.adam(draw, 20_011));
        return cases;
    }

    /** The cases by their composite, in order. */
    static Map<Composite<?>, List<CompositionCase<?>>> byComposite(List<CompositionCase<?>> cases) {
        Map<Composite<?>, List<CompositionCase<?>>> groups = new LinkedHashMap<>();
        for (CompositionCase<?> one : cases) {
            groups.computeIfAbsent(one.composite(), composite -> new ArrayList<>()).add(one);
        }
        return groups;
    }
}
