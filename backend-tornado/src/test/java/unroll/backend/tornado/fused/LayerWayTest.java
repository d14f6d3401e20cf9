package unroll.backend.tornado.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.api.composite.RecurrentLayer;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensors;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.storage.DeviceScope;
import unroll.backend.tornado.storage.DeviceTensor;
import unroll.backend.tornado.storage.Memory;

/** Which layers are computed step by step: told by the launches, two for each step. */
class LayerWayTest {
    private static final long SEED = 3;
    private static final int HIDDEN = 4;
    private static final int NEVER = 1 << 30;

    private static DeviceTensor draw(DeviceScope scope, Memory memory, Random random, Shape shape) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        DeviceTensor tensor = scope.dirty(shape);
        memory.machine().write(values, 0, values.length, tensor.at());
        return tensor;
    }

    /** y, and how many launches it took. */
    private static long forward(Packing packing, int launchWorth, float[] y) {
        Random random = new Random(SEED);
        Machine machine = new Machine(null, 1 << 16);
        Memory memory = new Memory("tornado-harness", machine, 0);
        DeviceScope scope = new DeviceScope(memory);
        Tensors inputs = Tensors.of(draw(scope, memory, random, Shape.of(packing.total(), HIDDEN)),
                draw(scope, memory, random, Shape.of(packing.batch(), HIDDEN)),
                draw(scope, memory, random, Shape.of(HIDDEN, HIDDEN)), draw(scope, memory, random, Shape.of(HIDDEN)));
        machine.read(0, 1, new float[1], 0);
        long before = machine.launches();
        FusedKernel.Forward forward = LayerKernel.tanh(memory, launchWorth).forward(scope,
                new RecurrentLayer.Sequence(packing, null), inputs, FusedKernel.INFERENCE);
        long launches = machine.launches() - before;
        machine.read(memory.own("y", forward.outputs().get(0)).at(), y.length, y, 0);
        memory.close();
        return launches;
    }

    /** W_hh has 16 numbers; a step is worth it from two thirds of the launches' weight on, of three steps. */
    @ParameterizedTest
    @CsvSource({"4, 3, 24, true", "4, 3, 25, false", "1, 3, 24, true", "4, 1, 1000000, true", "128, 2, 33, false",
        "256, 2, 33, true", "256, 2, 65, false", "4, 3, 0, true"})
    void isChosenByWhatAGroupReads(int sequences, int steps, int launchWorth, boolean stepByStep) {
        int[] lengths = new int[sequences];
        Arrays.fill(lengths, steps);
        Packing packing = Packing.of(lengths);
        float[] y = new float[packing.total() * HIDDEN];
        long launches = forward(packing, launchWorth, y);
        if (stepByStep) {
            assertEquals(2L * steps, launches);
        } else {
            assertTrue(launches < 4, "launches: " + launches);
        }
        float[] other = new float[y.length];
        forward(packing, stepByStep ? NEVER : 0, other);
        assertArrayEquals(other, y, 1e-6f, "seed " + SEED);
    }
}
