package unroll.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SparklineTest {
    private static String of(double... numbers) {
        Sparkline line = new Sparkline();
        for (double number : numbers) {
            line.add(number);
        }
        return line.text();
    }

    @Test
    void goesFromTheHighestToTheLowest() {
        assertEquals("█▁", of(2.2, 2.1));
        assertEquals("▁▂▃▄▅▆▇█", of(0, 1, 2, 3, 4, 5, 6, 7));
    }

    @Test
    void needsTwoNumbersAndKeepsTwelve() {
        assertEquals("", of(1));
        assertEquals("", of(1, Double.NaN));
        assertEquals("▁▁", of(1, 1));
        assertEquals(12, of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13).length());
        assertEquals("▁", of(1000, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13).substring(0, 1), "the first has gone");
    }
}
