package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.Linear;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.NoAttributes;
import unroll.api.composite.Recurrence;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;

/**
 * Infinities and NaN go where the definition lets them go and nowhere else: not from one sequence to another, not from
 * one parameter to another, and not out of a row that is ignored. Forward alone, but for that row: where gates are
 * saturated, two right formulas of a gradient may differ in 0 times infinity.
 */
final class NonFiniteCases {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private NonFiniteCases() {
    }

    static void add(List<CompositionCase<?>> cases, Draw draw) {
        linear(cases, draw);
        crossEntropy(cases, draw);
        for (Recurrence recurrence : List.<Recurrence>of(TanhRecurrence.TANH, GruRecurrence.GRU, LstmRecurrence.LSTM)) {
            recurrent(cases, draw, recurrence);
        }
        CompositionCase<?> dropout = DropoutCases.of(draw, 0.5, 3, 6);
        cases.add(forwardOnly(dropout, "NaN and infinities", List.of(some(dropout.inputs().get(0)))));
        cases.add(OptimizerCases.clip("an infinite gradient", 1, with(draw.uniform(Shape.of(5)), 3, INFINITY)));
        cases.add(OptimizerCases.clip("a gradient that is NaN", 1, with(draw.uniform(Shape.of(5)), 3, Double.NaN)));
        cases.add(OptimizerCases.adam(draw, "gradients NaN and infinite", some(draw.uniform(Shape.of(37)))));
    }

    private static Values with(Values values, int index, double special) {
        double[] data = values.data();
        data[index] = special;
        return Values.of(values.shape(), data);
    }

    private static Values some(Values values) {
        return with(with(with(values, 1, Double.NaN), 4, INFINITY), 5, -INFINITY);
    }

    private static <A> CompositionCase<A> forwardOnly(CompositionCase<A> one, String name, List<Values> inputs) {
        return new CompositionCase<>(name, one.composite(), one.attributes(), inputs, false);
    }

    private static void linear(List<CompositionCase<?>> cases, Draw draw) {
        Values x = draw.uniform(Shape.of(5, 3));
        Values weight = draw.uniform(Shape.of(4, 3));
        Values bias = draw.uniform(Shape.of(4));
        cases.add(new CompositionCase<>("x NaN and infinite", Linear.LINEAR, NoAttributes.NONE,
                List.of(some(x), weight, bias), false));
        cases.add(new CompositionCase<>("zero times infinity", Linear.LINEAR, NoAttributes.NONE,
                List.of(x.map(value -> 0), with(weight, 7, INFINITY), bias), false));
        cases.add(new CompositionCase<>("an infinite bias", Linear.LINEAR, NoAttributes.NONE,
                List.of(x, weight, with(bias, 2, -INFINITY)), false));
    }

    private static void crossEntropy(List<CompositionCase<?>> cases, Draw draw) {
        Values logits = draw.uniform(Shape.of(4, 5), -3, 3);
        Indices targets = Indices.of(5, 0, 4, 2, 1);
        cases.add(CrossEntropyCases.loss("NaN and infinity in a row that is ignored", targets, 4,
                with(with(logits, 6, Double.NaN), 7, INFINITY)));
        cases.add(loss("a logit is NaN", targets, with(logits, 6, Double.NaN)));
        cases.add(loss("a logit is infinite", targets, with(logits, 6, INFINITY)));
        cases.add(loss("a class is impossible", targets, with(logits, 6, -INFINITY)));
        cases.add(loss("the target is impossible", targets, with(logits, 9, -INFINITY)));
    }

    private static CompositionCase<?> loss(String name, Indices targets, Values logits) {
        CompositionCase<?> one = CrossEntropyCases.loss(name, targets, -1, logits);
        return forwardOnly(one, name, one.inputs());
    }

    private static void recurrent(List<CompositionCase<?>> cases, Draw draw, Recurrence recurrence) {
        Packing packing = Packing.of(4, 3, 1);
        CompositionCase<?> one = RecurrentCases.layer(draw, recurrence, packing, 3, null, packing.total());
        List<Values> state = new ArrayList<>(one.inputs());
        state.set(1, with(state.get(1), 4, Double.NaN));
        cases.add(forwardOnly(one, "a state of the second sequence is NaN", state));
        List<Values> input = new ArrayList<>(one.inputs());
        input.set(0, some(input.get(0)));
        cases.add(forwardOnly(one, "inputs NaN and infinite", input));
        zeroTimesInfinity(cases, "several steps", one, recurrence);
        zeroTimesInfinity(cases, "one step", RecurrentCases.layer(draw, recurrence, Packing.of(2), 3, null, 2),
                recurrence);
    }

    /** Sequences start from zeros, and a weight is infinite. */
    private static void zeroTimesInfinity(List<CompositionCase<?>> cases, String name, CompositionCase<?> one,
            Recurrence recurrence) {
        List<Values> inputs = new ArrayList<>(one.inputs());
        int weight = 1 + recurrence.states().size();
        for (int i = 1; i < weight; i++) {
            inputs.set(i, inputs.get(i).map(value -> 0));
        }
        inputs.set(weight, with(inputs.get(weight), 5, INFINITY));
        cases.add(forwardOnly(one, "zero times infinity, " + name, inputs));
    }
}
