package unroll.backend.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.api.tensor.DType;
import unroll.api.tensor.Indices;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;

class DjlBackendTest {
    private static Backend open(int threads) {
        return new DjlProvider().open(new OpenOptions(null, threads));
    }

    @Test
    void computesOnOneThreadUnlessAskedForMore() {
        try (Backend backend = open(0); Scope scope = backend.openScope()) {
            backend.ops(scope);
            assertEquals(1, JniUtils.getNumThreads());
            assertTrue(backend.device().description().endsWith("1 thread"), backend.device().description());
        }
    }

    @Test
    void eachInstanceComputesWithItsOwnNumberOfThreads() {
        try (Backend one = open(1);
                Backend two = open(2);
                Scope first = one.openScope();
                Scope second = two.openScope()) {
            two.ops(second);
            assertEquals(2, JniUtils.getNumThreads());
            one.ops(first);
            assertEquals(1, JniUtils.getNumThreads());
        }
    }

    /** libtorch keeps both for each thread, and a new thread would record gradients. */
    @Test
    void aThreadThatIsNewToTheBackendIsSettledToo() throws InterruptedException {
        try (Backend backend = open(2); Scope scope = backend.openScope()) {
            boolean[] recording = {true};
            int[] threads = new int[1];
            Thread other = new Thread(() -> {
                backend.ops(scope);
                recording[0] = JniUtils.isGradMode();
                threads[0] = JniUtils.getNumThreads();
            });
            other.start();
            other.join();
            assertFalse(recording[0]);
            assertEquals(2, threads[0]);
        }
    }

    @Test
    void saysWhenThreadsWouldSpin() {
        assertEquals(List.of(), DjlBackend.notices(1, null));
        assertEquals(List.of(), DjlBackend.notices(2, "PASSIVE"));
        assertEquals(List.of(), DjlBackend.notices(2, "passive"));
        for (String policy : new String[] {null, "ACTIVE"}) {
            String notice = DjlBackend.notices(4, policy).get(0);
            assertTrue(notice.contains("4 threads") && notice.contains("OMP_WAIT_POLICY=PASSIVE"), notice);
            assertEquals(1, notice.lines().count());
        }
    }

    @Test
    void withoutItsPartsItIsUnavailableAndSaysSoAgain() throws Exception {
        try (URLClassLoader nothing = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            DjlProvider provider = new DjlProvider(nothing);
            Probe probe = provider.probe();
            assertTrue(probe instanceof Probe.Unavailable, String.valueOf(probe));
            assertSame(probe, provider.probe());
            Probe.Unavailable why = (Probe.Unavailable) probe;
            String message = assertThrows(BackendUnavailableException.class,
                    () -> provider.open(OpenOptions.DEFAULT)).getMessage();
            assertTrue(message.contains(why.reason()) && message.contains(why.remedy()), message);
        }
    }

    @Test
    void leavesTheContextClassLoaderAlone() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = new ClassLoader(before) {
        };
        thread.setContextClassLoader(own);
        try (Backend backend = open(1)) {
            assertEquals("djl", backend.name());
            assertSame(own, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void countsTheBytesOfAScope() {
        try (Backend backend = open(1)) {
            assertEquals(0, backend.storageBytes());
            try (Scope scope = backend.openScope()) {
                TensorOps ops = backend.ops(scope);
                Tensor table = ops.full(Shape.of(10, 3), DType.FLOAT32, 1);
                assertEquals(120, backend.storageBytes());
                ops.full(Shape.of(10), DType.FLOAT64, 1);
                assertEquals(200, backend.storageBytes());
                // two rows, and two row numbers of eight bytes, which are kept for the next time
                Indices rows = Indices.of(10, 1, 2);
                ops.gatherRows(table, rows);
                assertEquals(200 + 24 + 16, backend.storageBytes());
                ops.gatherRows(table, rows);
                assertEquals(200 + 24 + 16 + 24, backend.storageBytes());
            }
            assertEquals(0, backend.storageBytes());
        }
    }

    /** More than a scope keeps, and one of those whose place was taken. */
    @Test
    void rowNumbersAreThoseOfTheirObject() {
        try (Backend backend = open(1); Scope scope = backend.openScope()) {
            TensorOps ops = backend.ops(scope);
            double[] numbers = new double[20];
            java.util.Arrays.setAll(numbers, i -> i);
            Tensor table = ops.create(Shape.of(20, 1), DType.FLOAT64, numbers);
            Indices[] all = new Indices[20];
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < all.length; i++) {
                    all[i] = all[i] == null ? Indices.of(20, i) : all[i];
                    double[] value = new double[1];
                    ops.read(ops.gatherRows(table, all[i]), value, 0);
                    assertEquals(i, value[0]);
                }
            }
        }
    }
}
