package unroll.tck.learning;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A model sees the past and nothing else: a changed token changes no score before it, all of its own sequence from it
 * on, and nothing in another sequence of the batch.
 */
public abstract class CausalityConformance extends LearningConformance {
    private static final int[][] SEQUENCES = {{3, 0, 5, 5, 8, 1}, {2, 7, 5}, {4, 4, 6}, {8}};

    /** For the author's test class. */
    protected CausalityConformance() {
    }

    @TestFactory
    final List<DynamicTest> seesThePastAlone() {
        List<DynamicTest> checks = new ArrayList<>();
        for (ModelCase one : ModelCase.all()) {
            checks.add(check(one.name(), () -> {
                try (RunningModel model = new RunningModel(backend(), dtype(), one, draw())) {
                    everyToken(model);
                }
            }));
        }
        return checks;
    }

    private void everyToken(RunningModel model) {
        RunningModel.Outcome before = model.run(SEQUENCES);
        for (int sequence = 0; sequence < SEQUENCES.length; sequence++) {
            for (int t = 0; t < SEQUENCES[sequence].length; t++) {
                int[][] changed = SEQUENCES.clone();
                changed[sequence] = SEQUENCES[sequence].clone();
                changed[sequence][t] = (changed[sequence][t] + 1) % ModelCase.VOCABULARY;
                compare(sequence, t, before, model.run(changed));
            }
        }
    }

    private void compare(int sequence, int t, RunningModel.Outcome before, RunningModel.Outcome after) {
        String change = "token " + t + " of sequence " + sequence + " changed, ";
        double tolerance = Compare.tolerance(dtype());
        for (int i = 0; i < SEQUENCES.length; i++) {
            for (int step = 0; step < SEQUENCES[i].length; step++) {
                String what = change + "scores after token " + step + " of sequence " + i;
                double[] expected = before.logits()[i][step];
                double[] actual = after.logits()[i][step];
                if (i == sequence && step >= t) {
                    Compare.apart(what, expected, actual, tolerance);
                } else {
                    Compare.close(what, expected, actual, tolerance);
                }
            }
            for (int part = 0; part < before.states()[i].length; part++) {
                String what = change + "state " + part + " of sequence " + i;
                double[] expected = before.states()[i][part];
                double[] actual = after.states()[i][part];
                if (i == sequence) {
                    Compare.apart(what, expected, actual, tolerance);
                } else {
                    Compare.close(what, expected, actual, tolerance);
                }
            }
        }
    }
}
