package unroll.bench.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedWorkTest {
    private static final long TOKENS = 182_427;
    private static final long BATCHES = 1_602;

    /** 2 x (3 x 28 x 96² x 1,602 + 3 x 96 x 128 x 182,427), by hand. */
    @Test
    void theLecturesEpoch() {
        assertEquals(15_930_335_232.0, new CountedWork(1, 28, 96).flops(BATCHES, TOKENS));
    }

    /** The project's own floors at 111 GFLOP/s, which it gives in hundredths of a second. */
    @ParameterizedTest
    @CsvSource({"NOTEBOOK, 0.15", "RNN, 0.15", "GRU, 0.38", "LSTM, 0.48"})
    void floors(CellKind cell, double floor) {
        double found = new CountedWork(cell.gates(), 28, 96).floor(BATCHES, TOKENS, 111e9);
        assertEquals(floor, found, 0.011);
    }

    @Test
    void largeModelsAreNoOverflow() {
        assertEquals(2.0 * 3 * 4096 * (4 * 4096 + 32) * 1e9, new CountedWork(4, 28, 4096).flops(0, 1_000_000_000));
    }
}
