package unroll.api.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unroll.api.composite.LstmRecurrence;
import unroll.api.error.TensorTooLargeException;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;
import unroll.api.tensor.Shape;

class CellWeightsTest {
    private static final Parameter INPUT = new Parameter("weight_ih_l0", Shape.of(2, 3), new Init.Constant(0));
    private static final Parameter HIDDEN = new Parameter("weight_hh_l0", Shape.of(2, 2), new Init.Constant(0));

    @Test
    void aParameterThatTheOrderLacksIsRefusedByName() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new Cell.Weights(INPUT, null, List.of(HIDDEN), List.of(INPUT))).getMessage();
        assertEquals("the order of a cell's parameters lacks weight_hh_l0; it has [weight_ih_l0]", message);
    }

    @Test
    void theForgetGatesTwoBiasesAddUpToWhatIsAsked() {
        int hidden = 5;
        Cell.Weights weights = new StandardCell(LstmRecurrence.LSTM, Map.of(1, 2.0)).parameters(0, 3, hidden);
        CounterRandom random = new CounterRandom(7, RandomStream.WEIGHTS, 0, 0);
        for (int i = 0; i < 4 * hidden; i++) {
            double sum = weights.order().get(2).init().value(random, i)
                    + weights.order().get(3).init().value(random, i);
            boolean forget = i / hidden == 1;
            assertEquals(forget, sum == 2.0, "element " + i);
        }
    }

    @Test
    void gatesThatCannotBeCountedAreTooLarge() {
        assertThrows(TensorTooLargeException.class,
                () -> new StandardCell(LstmRecurrence.LSTM).parameters(0, 1, 600_000_000));
    }
}
