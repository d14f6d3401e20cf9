package unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverfittingTest {
    private static Optional<Overfitting> of(double[] train, double[] dev) {
        List<EpochMetrics> epochs = new ArrayList<>();
        for (int i = 0; i < train.length; i++) {
            epochs.add(new EpochMetrics(i + 1, train[i], dev[i], train[i], dev[i], 1, 1, 1, false, 0.1));
        }
        return Overfitting.of(epochs);
    }

    @Test
    void namesTheEpochOfTheLowestDevLoss() {
        Overfitting found = of(new double[] {2.5, 2.2, 2.0, 1.8, 1.6}, new double[] {2.4, 2.3, 2.25, 2.3, 2.5})
                .orElseThrow();
        assertEquals(new Overfitting(3, 5, 2.0, 1.6, 2.25, 2.5), found);
    }

    /** The lecture's own run: ten epochs, all of them still falling but the wavering. */
    @Test
    void theLecturesRunHasNotParted() {
        double[] train = {2.2388, 2.1293, 2.0934, 2.0719, 2.0552, 2.0434, 2.0328, 2.0241, 2.0172, 2.0107};
        double[] dev = {2.1729, 2.1294, 2.1101, 2.0960, 2.0843, 2.0834, 2.0788, 2.0743, 2.0696, 2.0668};
        assertTrue(of(train, dev).isEmpty());
    }

    @Test
    void aRiseOfOneEpochIsNone() {
        assertTrue(of(new double[] {2.5, 2.2, 2.0}, new double[] {2.4, 2.3, 2.6}).isEmpty());
        assertTrue(of(new double[] {2.5, 2.2, 2.0, 1.9}, new double[] {2.4, 2.3, 2.4, 2.6}).isPresent());
    }

    @Test
    void aSmallRiseIsNone() {
        assertTrue(of(new double[] {2.2, 2.0, 1.9}, new double[] {2.0, 2.01, 2.019}).isEmpty());
        assertTrue(of(new double[] {2.2, 2.0, 1.9}, new double[] {2.0, 2.01, 2.021}).isPresent());
    }

    @Test
    void whereTrainRisesTooItIsSomethingElse() {
        assertTrue(of(new double[] {2.0, 2.2, 2.4}, new double[] {2.0, 2.3, 2.6}).isEmpty());
        assertTrue(of(new double[0], new double[0]).isEmpty());
    }
}
