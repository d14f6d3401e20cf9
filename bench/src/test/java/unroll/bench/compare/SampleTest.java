package unroll.bench.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void ofAnOddNumber() {
        Sample sample = new Sample(new double[] {3, 1, 2});
        assertEquals(2, sample.median());
        assertEquals(1, sample.min());
        assertEquals(3, sample.max());
        assertArrayEquals(new double[] {3, 1, 2}, sample.values());
    }

    @Test
    void ofAnEvenNumber() {
        assertEquals(2.5, new Sample(new double[] {10, 1, 2, 3}).median());
    }

    @Test
    void ofOne() {
        assertEquals(7, new Sample(new double[] {7}).median());
    }

    @Test
    void ofNone() {
        assertThrows(IllegalArgumentException.class, () -> new Sample(new double[0]));
    }
}
