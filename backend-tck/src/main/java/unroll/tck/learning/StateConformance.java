package unroll.tck.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The state is what a model remembers, and all of it: two passes with the state carried over are one pass; every token
 * moves it; and a sequence leaves the same whether it is alone, packed with others, or padded.
 */
public abstract class StateConformance extends LearningConformance {
    private static final int[][] SEQUENCES = {{3, 0, 5, 5, 8, 1}, {2, 7, 5, 1}, {4, 4, 6, 0}, {8}};

    /** For the author's test class. */
    protected StateConformance() {
    }

    private interface Check {
        void on(RunningModel model);
    }

    private List<DynamicTest> each(String name, Check check) {
        List<DynamicTest> checks = new ArrayList<>();
        for (ModelCase one : ModelCase.all()) {
            checks.add(check(name + ": " + one.name(), () -> {
                try (RunningModel model = new RunningModel(backend(), dtype(), one, draw())) {
                    check.on(model);
                }
            }));
        }
        return checks;
    }

    @TestFactory
    final List<DynamicTest> twoPassesAreOne() {
        return each("two passes are one", model -> {
            RunningModel.Outcome whole = model.run(SEQUENCES);
            for (int cut = 0; cut < SEQUENCES[0].length; cut++) {
                RunningModel.Outcome pieces = model.run(cut, SEQUENCES);
                for (int i = 0; i < SEQUENCES.length; i++) {
                    same("cut after " + cut + " steps, sequence " + i, whole, i, pieces, i);
                }
            }
        });
    }

    /** Also when the same token comes again and again. */
    @TestFactory
    final List<DynamicTest> everyTokenMovesTheState() {
        return each("every token moves the state", model -> {
            int[] repeated = new int[4];
            Arrays.fill(repeated, 5);
            RunningModel.Outcome whole = model.run(repeated);
            RunningModel.Outcome before = model.run(Arrays.copyOf(repeated, 1));
            for (int length = 2; length <= repeated.length; length++) {
                RunningModel.Outcome after = model.run(Arrays.copyOf(repeated, length));
                for (int part = 0; part < model.stateParts(); part++) {
                    Compare.apart("state " + part + " after " + length + " tokens", before.states()[0][part],
                            after.states()[0][part], Compare.tolerance(dtype()));
                }
                Compare.apart("scores after " + length + " tokens", whole.logits()[0][length - 2],
                        whole.logits()[0][length - 1], Compare.tolerance(dtype()));
                before = after;
            }
        });
    }

    @TestFactory
    final List<DynamicTest> aloneIsPackedIsPadded() {
        return each("alone is packed is padded", model -> {
            RunningModel.Outcome packed = model.run(SEQUENCES);
            int[][] padded = new int[SEQUENCES.length][];
            for (int i = 0; i < padded.length; i++) {
                padded[i] = Arrays.copyOf(SEQUENCES[i], SEQUENCES[0].length);
            }
            RunningModel.Outcome filled = model.run(padded);
            for (int i = 0; i < SEQUENCES.length; i++) {
                same("sequence " + i + ", alone and packed", model.run(new int[][] {SEQUENCES[i]}), 0, packed, i);
                scores("sequence " + i + ", packed and padded", packed.logits()[i], filled.logits()[i]);
            }
        });
    }

    private void same(String what, RunningModel.Outcome expected, int row, RunningModel.Outcome actual,
            int actualRow) {
        scores(what, expected.logits()[row], actual.logits()[actualRow]);
        for (int part = 0; part < expected.states()[row].length; part++) {
            Compare.close(what + ", state " + part, expected.states()[row][part], actual.states()[actualRow][part],
                    Compare.tolerance(dtype()));
        }
    }

    private void scores(String what, double[][] expected, double[][] actual) {
        for (int t = 0; t < expected.length; t++) {
            Compare.close(what + ", scores after token " + t, expected[t], actual[t], Compare.tolerance(dtype()));
        }
    }
}
