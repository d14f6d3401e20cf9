package unroll.backend.tornado.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final int SIZE = 1 << 20;
    private final Machine machine = new Machine(null, SIZE);

    @AfterEach
    void close() {
        machine.close();
    }

    private float[] read(int from, int count) {
        float[] values = new float[count];
        machine.read(from, count, values, 0);
        return values;
    }

    @Test
    void theHeapIsZeroAtFirst() {
        assertArrayEquals(new float[SIZE], read(0, SIZE));
    }

    @Test
    void whatIsWrittenOneAfterAnotherGoesInOneLaunch() {
        long before = machine.launches();
        for (int i = 0; i < 10; i++) {
            machine.write(new float[] {i, 10 * i}, 0, 2, 100 * i);
        }
        machine.fill(3, 5, 2000);
        for (int i = 0; i < 10; i++) {
            assertArrayEquals(new float[] {i, 10 * i, 0}, read(100 * i, 3));
        }
        assertArrayEquals(new float[] {3, 3, 3, 3, 3, 0}, read(2000, 6));
        assertEquals(before + 1, machine.launches());
    }

    @Test
    void theLaterOfTwoWritesToOnePlaceCounts() {
        machine.write(new float[] {1, 2, 3}, 0, 3, 50);
        machine.write(new float[] {4, 5}, 0, 2, 52);
        machine.fill(6, 2, 49);
        assertArrayEquals(new float[] {6, 6, 2, 4, 5, 0}, read(49, 6));
    }

    @Test
    void writesOfEverySizeArrive() {
        for (int count : new int[] {1, 64, 65, 4096, 4097, 1 << 18, (1 << 18) + 1, 700_000}) {
            float[] values = new float[count + 3];
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
            machine.write(values, 3, count, 7);
            assertArrayEquals(Arrays.copyOfRange(values, 3, count + 3), read(7, count));
            machine.fill(-1, count, 7);
            float[] filled = new float[count];
            Arrays.fill(filled, -1);
            assertArrayEquals(filled, read(7, count));
        }
    }

    /** Also what the device has not seen yet. */
    @Test
    void growingKeepsEverything() {
        machine.write(new float[] {1, 2, 3}, 0, 3, 5);
        machine.run(Task.ROWS, 3, 1, 3, 3, 5, 3, SIZE - 3, 3);
        machine.write(new float[] {4, 5}, 0, 2, 20);
        machine.grow(2 * SIZE);
        assertEquals(2 * SIZE, machine.size());
        assertArrayEquals(new float[] {1, 2, 3, 0, 0}, read(SIZE - 3, 5));
        assertArrayEquals(new float[] {4, 5}, read(20, 2));
        machine.run(Task.ROWS, 3, 1, 3, 3, 5, 3, 2 * SIZE - 3, 3);
        assertArrayEquals(new float[] {1, 2, 3}, read(2 * SIZE - 3, 3));
    }
}
