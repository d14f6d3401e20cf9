package unroll.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void whatWasDoneBeforeDoesNotCount() {
        Pace pace = new Pace(1_000, 5 * SECOND);
        assertTrue(Double.isNaN(pace.speed()));
        pace.at(1_200, 7 * SECOND);
        assertEquals(100, pace.speed());
        pace.at(1_200, 7 * SECOND);
        assertEquals(100, pace.speed(), "no time has passed");
    }

    @Test
    void theOldSpeedFades() {
        Pace pace = new Pace(0, 0);
        pace.at(100, SECOND);
        pace.at(100 + 2 * 1_000, 3 * SECOND);
        assertEquals((100 + 1_000) / 2.0, pace.speed(), 1e-9);
        pace.at(100 + 2 * 1_000 + 60 * 1_000, 63 * SECOND);
        assertEquals(1_000, pace.speed(), 1e-3);
    }

    @Test
    void itDoesNotMatterHowOftenItIsTold() {
        Pace seldom = new Pace(0, 0);
        Pace often = new Pace(0, 0);
        seldom.at(100, SECOND);
        often.at(100, SECOND);
        seldom.at(600, 2 * SECOND);
        for (int i = 1; i <= 10; i++) {
            often.at(100 + 50L * i, SECOND + i * SECOND / 10);
        }
        assertEquals(seldom.speed(), often.speed(), 1e-9);
    }
}
