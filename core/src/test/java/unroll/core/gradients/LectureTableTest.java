package unroll.core.gradients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.core.gradients.LectureTable.Row;

/** The table in the lecture's third section. */
class LectureTableTest {
    private static final int WARM_UP = 10;
    /** What the lecture prints, by radius, after 10 and 50 steps. */
    private static final double[][] PRINTED = {{0.001, 0}, {0.35, 0.005}, {2.6, 117}};
    /** Half a unit of the last digit that it prints. */
    private static final double[][] ROUNDED = {{0.0005, 0.0005}, {0.005, 0.0005}, {0.05, 0.5}};

    private static List<Row> table(int hidden, long seed) {
        int[] tokens = new int[WARM_UP + LectureTable.longest()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i * 7 % 28;
        }
        return LectureTable.measure(28, hidden, seed, tokens, WARM_UP);
    }

    @Test
    void withoutTanhItIsThePowerToOnePartInAMillion() {
        List<Row> rows = table(32, 5);
        assertEquals(6, rows.size());
        for (Row row : rows) {
            assertEquals(1, row.identity() / Math.pow(row.radius(), row.steps()), 1e-6, row.toString());
            assertEquals(row.power(), Math.pow(row.radius(), row.steps()), 0, row.toString());
        }
    }

    @Test
    void itIsTheLecturesTable() {
        List<Row> rows = table(32, 5);
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(PRINTED[i / 2][i % 2], rows.get(i).identity(), ROUNDED[i / 2][i % 2], rows.get(i).toString());
        }
    }

    @Test
    void tanhTakesAwayWhatItsSlopeSays() {
        for (Row row : table(96, 5)) {
            assertTrue(row.tanh() < row.power(), row.toString());
            assertTrue(row.tanhRms() <= row.tanh(), row.toString());
            // 96 numbers know a little of one another: a step's factor is right within a few hundredths
            double aStep = Math.pow(row.tanhRms() / row.predicted(), 1.0 / row.steps());
            assertEquals(1, aStep, 0.03, row.toString());
        }
    }
}
