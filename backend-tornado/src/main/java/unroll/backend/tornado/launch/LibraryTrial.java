package unroll.backend.tornado.launch;

import java.util.Arrays;
import java.util.Random;
import java.util.ServiceConfigurationError;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;
import unroll.api.error.ResourceException;
import unroll.backend.tornado.engine.Installation;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.launch.Products.Matrix;
import unroll.backend.tornado.library.HeapProducts;

/**
 * Whether the driver's library for products is to be used: some of its products are held against the kernel's before a
 * device is opened, because it is called past everything that checks arguments.
 *
 * @param passed whether it is
 * @param note what to add to the device's description
 */
public record LibraryTrial(boolean passed, String note) {
    private static final LibraryTrial NOTHING = new LibraryTrial(false, "");
    private static final int FLOATS = 1 << 16;
    private static final long SEED = 1;
    /** Elements behind the last result. */
    private static final int AFTER = 64;
    /** Elements between two rows of a result. */
    private static final int GAP = 3;
    /** Far above what float32 differs by, and below what TF32 does, which cuBLAS can be told to compute in. */
    private static final float TOLERANCE = 1e-5f;
    /** m, n and k: odd ones, those of a vector, and such as fast kernels of libraries are for. */
    private static final int[][] SIZES = {{5, 7, 11}, {65, 31, 67}, {33, 1, 9}, {1, 17, 33}, {13, 12, 1},
        {64, 128, 96}};

    /** Tries it, where TornadoVM can call it. */
    public static LibraryTrial on(TornadoDevice device) {
        try {
            if (!HeapProducts.workOn(device)) {
                return NOTHING;
            }
            try (Machine machine = Machine.ofProducts(device, FLOATS)) {
                return compare(machine);
            }
        } catch (RuntimeException | LinkageError | InternalError | ServiceConfigurationError | TornadoInternalError e) {
            // of whatever type: a library that is missing is an error, in many shapes
            return refused(reason(e));
        }
    }

    /** Without what to do, which our own messages end with: nothing has to be done. */
    private static String reason(Throwable thrown) {
        String message = Installation.messageOf(thrown);
        int remedy = thrown instanceof ResourceException && thrown.getCause() == null ? message.indexOf("; ") : -1;
        return remedy < 0 ? message : message.substring(0, remedy);
    }

    private static LibraryTrial refused(String why) {
        return new LibraryTrial(false, "; without cuBLAS: " + why);
    }

    private static LibraryTrial compare(Machine machine) {
        Random random = new Random(SEED);
        for (int[] size : SIZES) {
            for (int form = 0; form < 16; form++) {
                float apart = apart(machine, random, size[0], size[1], size[2], (form & 1) != 0, (form & 2) != 0,
                        (form & 4) != 0, (form & 8) != 0 ? size[1] + GAP : size[1]);
                if (!(apart <= TOLERANCE)) {
                    return refused("its product of " + size[0] + " by " + size[2] + " and " + size[2] + " by " + size[1]
                            + " is wrong by " + apart);
                }
            }
        }
        return new LibraryTrial(true, "; large products by cuBLAS");
    }

    /**
     * By how much two results differ at most; 0.25 k is the most that they hold.
     *
     * @param row from one row of the result to the next
     */
    private static float apart(Machine machine, Random random, int m, int n, int k, boolean leftTransposed,
            boolean rightTransposed, boolean add, int row) {
        int left = 3;
        int right = left + m * k + 1;
        int result = right + k * n + 2;
        int other = result + m * row + 4;
        float[] values = new float[other + m * row + AFTER];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        System.arraycopy(values, result, values, other, m * row);
        machine.write(values, 0, values.length, 0);
        multiply(machine, Task.PRODUCT, m, n, k, Matrix.of(left, leftTransposed ? m : k, leftTransposed),
                Matrix.of(right, rightTransposed ? k : n, rightTransposed), new Matrix(result, row, 1), add);
        multiply(machine, Task.LIBRARY_PRODUCT, m, n, k, Matrix.of(left, leftTransposed ? m : k, leftTransposed),
                Matrix.of(right, rightTransposed ? k : n, rightTransposed), new Matrix(other, row, 1), add);
        float[] after = new float[values.length];
        machine.read(0, after.length, after, 0);
        float apart = 0;
        for (int i = 0; i < m; i++) {
            int at = i * row;
            for (int j = at; j < at + n; j++) {
                apart = Math.max(apart, Math.abs(after[result + j] - after[other + j]));
                values[result + j] = after[result + j];
                values[other + j] = after[other + j];
            }
        }
        // nothing beside the results may have changed
        return Arrays.equals(values, after) ? apart : Float.NaN;
    }

    private static void multiply(Machine machine, Task task, int m, int n, int k, Matrix left, Matrix right,
            Matrix result, boolean add) {
        machine.run(task, m * n, 1, m, n, k, left.at(), left.row(), left.column(), right.at(), right.row(),
                right.column(), result.at(), result.row(), -1, add ? 1 : 0);
    }
}
