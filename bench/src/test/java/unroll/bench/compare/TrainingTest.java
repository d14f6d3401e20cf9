package unroll.bench.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class TrainingTest {
    private static Training of(double[] epochs, double[] steady) {
        return new Training("", epochs, steady, epochs, 0, 0, 0, 0);
    }

    @Test
    void leavesTheFirstEpochsOut() {
        assertArrayEquals(new double[] {2, 1}, of(new double[] {9, 3, 2, 1}, new double[4]).after(2));
    }

    @Test
    void takesThePaceOfTheOnlyEpoch() {
        assertArrayEquals(new double[] {4}, of(new double[] {9}, new double[] {4}).after(0));
    }
}
