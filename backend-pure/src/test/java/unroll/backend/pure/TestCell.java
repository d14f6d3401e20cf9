package unroll.backend.pure;

import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.Recurrence;
import unroll.api.composite.ReluRecurrence;
import unroll.api.composite.TanhRecurrence;

/** The recurrences that have a kernel, by a name for parameterised tests. */
public enum TestCell {
    TANH, RELU, GRU, LSTM;

    public Recurrence recurrence() {
        return switch (this) {
            case TANH -> TanhRecurrence.TANH;
            case RELU -> ReluRecurrence.RELU;
            case GRU -> GruRecurrence.GRU;
            case LSTM -> LstmRecurrence.LSTM;
        };
    }
}
