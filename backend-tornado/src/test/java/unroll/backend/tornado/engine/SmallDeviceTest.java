package unroll.backend.tornado.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid2D;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.ResourceException;

/** What a device is too small for is said, and the rest goes on. */
class SmallDeviceTest {
    private static final int SIZE = 1 << 19;
    private static final long ROOM = 3L << 20;
    private static final long MUCH = 1L << 40;

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    private static float[] read(Machine machine, int from, int count) {
        float[] values = new float[count];
        machine.read(from, count, values, 0);
        return values;
    }

    /** Refused by TornadoVM, whose failed plan cannot be closed in order; or lost by the driver, which only prints it. */
    @ParameterizedTest
    @CsvSource({ROOM + "," + MUCH + ", no memory for tensors", MUCH + "," + ROOM + ", does not compute"})
    void whatIsTooMuchLeavesAllAsItWas(long allocation, long memory, String said) {
        try (Machine machine = new Machine(new SmallDevice(allocation, memory, 256), SIZE)) {
            machine.write(new float[] {1, 2, 3}, 0, 3, SIZE - 3);
            String message = message(assertThrows(ResourceException.class, () -> machine.grow(2 * SIZE)));
            assertTrue(message.contains(said) && message.contains(" 4 MiB"), message);
            assertEquals(SIZE, machine.size());
            machine.run(Task.ROWS, 3, 1, 3, 3, SIZE - 3, 3, 7, 3);
            assertArrayEquals(new float[] {0, 1, 2, 3, 0}, read(machine, 6, 5));
            machine.grow(SIZE + 64);
            assertArrayEquals(new float[] {2, 3, 0, 0, 0}, read(machine, SIZE - 2, 5));
            assertArrayEquals(new float[64], read(machine, SIZE, 64));
        }
    }

    @ParameterizedTest
    @CsvSource({ROOM + "," + MUCH, MUCH + "," + ROOM})
    void aHeapThatIsTooLargeFromTheStartIsRefused(long allocation, long memory) {
        assertThrows(ResourceException.class, () -> new Machine(new SmallDevice(allocation, memory, 256), 2 * SIZE));
    }

    /** All of it can be allotted; a float more would be refused. */
    @Test
    void theMostIsWhatTheDeviceAllots() {
        int most = Machine.most(ROOM);
        try (Machine machine = new Machine(new SmallDevice(ROOM, MUCH, 256), most)) {
            assertEquals(most, machine.size());
        }
        assertTrue(most > (ROOM - 256) / Float.BYTES);
        assertEquals(0, Machine.most(1));
        assertTrue(Machine.most(0) > Integer.MAX_VALUE - 256);
    }

    @Test
    void smallGroupsAreRefused() {
        Devices.requireGroups("some", new SmallDevice(MUCH, MUCH, 256));
        String refused = message(assertThrows(BackendUnavailableException.class,
                () -> Devices.requireGroups("some", new SmallDevice(MUCH, MUCH, 128))));
        assertEquals("backend some cannot run here: the device small has work-groups of at most 128 items, and kernels "
                + "need 256; choose another device or backend", refused);
    }

    /** So that no kernel comes to ask for them. */
    @ParameterizedTest
    @CsvSource({"256, 1", "16, 16", "512, 1", "32, 16"})
    void theHarnessHasNoLargerGroupsEither(int x, int y) {
        WorkerGrid grid = new WorkerGrid2D(x, y);
        grid.setLocalWork(x, y, 1);
        GridScheduler scheduler = new GridScheduler();
        scheduler.addWorkerGrid(Task.BEGIN.gridName(), grid);
        TornadoExecutionPlan plan = new TornadoExecutionPlan(Task.BEGIN.graph(Arrays.of(64)).snapshot());
        plan.withGridScheduler(scheduler);
        if (x * y > Task.MOST_ITEMS) {
            assertThrows(IllegalStateException.class, plan::execute);
        } else {
            plan.execute();
        }
    }

    /** What TornadoVM throws is no type of the api's. */
    @Test
    void whatTornadoThrowsIsTranslated() {
        Machine machine = new Machine(null, SIZE);
        machine.close();
        String message = message(assertThrows(ResourceException.class, () -> machine.run(Task.ROWS, 1, 1, 0, 1)));
        assertTrue(message.startsWith("TornadoVM cannot run the kernel rows: "), message);
        message = message(assertThrows(ResourceException.class, () -> read(machine, 0, 1)));
        assertTrue(message.startsWith("TornadoVM cannot copy from the device: "), message);
    }
}
