package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.error.TensorException;
import unroll.api.tensor.DType;

/**
 * Several callers at a time, each with scopes and inputs of its own, do not disturb each other where that is declared;
 * nor does closing the backend meanwhile do them harm.
 */
public abstract class CallerConformance extends Conformance {
    private static final int CALLERS = 4;
    private static final int TURNS = 5;
    private static final long SEED = 100;

    /** For the families. */
    protected CallerConformance() {
    }

    @TestFactory
    final List<DynamicTest> severalCallersWhereDeclared() {
        if (!declares(Capability.CONCURRENT_CALLERS)) {
            return notApplicable("concurrent callers not declared");
        }
        return List.of(check(CALLERS + " callers at a time", this::severalCallers),
                check("closing while " + CALLERS + " callers compute", this::closedUnderCallers));
    }

    /** Each caller is refused sooner or later, and nothing worse happens to it. */
    private void closedUnderCallers() throws Exception {
        closeBackend();
        for (int round = 0; round < TURNS; round++) {
            Backend opened = subject().open(1);
            CountDownLatch begun = new CountDownLatch(CALLERS);
            ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
            try {
                List<Future<?>> callers = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    callers.add(threads.submit(() -> {
                        begun.countDown();
                        while (true) {
                            Everything.small(opened, DType.FLOAT32, new Draw(SEED));
                        }
                    }));
                }
                begun.await();
                Thread.sleep(round);
                opened.close();
                for (Future<?> caller : callers) {
                    Assertions.assertInstanceOf(TensorException.class,
                            Assertions.assertThrows(ExecutionException.class, caller::get).getCause());
                }
            } finally {
                opened.close();
                threads.shutdown();
            }
        }
    }

    private void severalCallers() throws Exception {
        Backend shared = backend();
        List<List<Values>> expected = new ArrayList<>();
        List<Callable<List<List<Values>>>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            long seed = SEED + caller;
            expected.add(Everything.small(shared, DType.FLOAT32, new Draw(seed)));
            callers.add(() -> {
                List<List<Values>> turns = new ArrayList<>();
                for (int turn = 0; turn < TURNS; turn++) {
                    turns.add(Everything.small(shared, DType.FLOAT32, new Draw(seed)));
                }
                return turns;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<List<List<Values>>>> results = threads.invokeAll(callers);
            for (int caller = 0; caller < CALLERS; caller++) {
                for (List<Values> turn : results.get(caller).get()) {
                    for (int i = 0; i < turn.size(); i++) {
                        Values wanted = expected.get(caller).get(i);
                        Closeness.within("result " + i + " of caller " + caller, wanted, turn.get(i),
                                Closeness.tolerance(DType.FLOAT32) * Math.max(wanted.magnitude(), 1e-2));
                    }
                }
            }
        } finally {
            threads.shutdown();
        }
    }
}
