package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.tensor.DType;

/**
 * Threads as declared: the same bits with any number of them, or else the same values to rounding; and over and over,
 * because threads that write over each other do so only now and then.
 */
public abstract class ThreadConformance extends Conformance {
    private static final int MOST_THREADS = 3;
    private static final int ROUNDS = 6;
    /** A float sum in another order may lose several times what one operation may be off; what a race loses is more. */
    private static final double OTHER_ORDER = 20;

    /** For the families. */
    protected ThreadConformance() {
    }

    @TestFactory
    final List<DynamicTest> anyNumberOfThreadsGivesTheSame() {
        List<DynamicTest> checks = new ArrayList<>();
        boolean bits = declares(Capability.SAME_BITS_ON_ANY_THREADS);
        for (DType dtype : dtypes()) {
            List<Values> alone = new ArrayList<>();
            for (int threads = 2; threads <= MOST_THREADS; threads++) {
                int many = threads;
                checks.add(check("1 and " + threads + " threads, " + dtype, () -> {
                    if (alone.isEmpty()) {
                        alone.addAll(onThreads(1, dtype));
                    }
                    same(bits, alone, onThreads(many, dtype), dtype);
                }));
            }
        }
        return checks;
    }

    private List<Values> onThreads(int threads, DType dtype) {
        closeBackend();
        try (Backend opened = subject().open(threads)) {
            return Everything.on(opened, dtype, draw());
        }
    }

    @TestFactory
    final List<DynamicTest> isTheSameOverAndOver() {
        boolean bits = declares(Capability.SAME_BITS_ON_ANY_THREADS);
        return List.of(check("over and over on " + MOST_THREADS + " threads", () -> {
            closeBackend();
            List<Values> expected;
            try (Backend alone = subject().open(1)) {
                expected = Everything.large(alone, DType.FLOAT32, draw());
            }
            try (Backend opened = subject().open(MOST_THREADS)) {
                for (int round = 0; round < ROUNDS; round++) {
                    same(bits, expected, Everything.large(opened, DType.FLOAT32, draw()), DType.FLOAT32);
                }
            }
        }));
    }

    private static void same(boolean bits, List<Values> expected, List<Values> actual, DType dtype) {
        if (bits) {
            Closeness.bits(expected, actual);
        } else {
            for (int i = 0; i < expected.size(); i++) {
                Closeness.within("result " + i, expected.get(i), actual.get(i), OTHER_ORDER
                        * Closeness.tolerance(dtype) * Math.max(expected.get(i).magnitude(), 1e-2));
            }
        }
    }
}
