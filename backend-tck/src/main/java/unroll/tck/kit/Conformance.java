package unroll.tck.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.tensor.DType;
import unroll.tck.reference.ReferenceProvider;

/**
 * The base of every family: opens the backend and the reference once for the family, and draws the same inputs each
 * time. The seed is 1, or the system property {@value #SEED_PROPERTY}; a failure names it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(FamilyTable.class)
public abstract class Conformance {
    /** The system property that changes the seed. */
    public static final String SEED_PROPERTY = "unroll.tck.seed";

    private @Nullable Backend backend;
    private @Nullable Backend reference;

    /** For the families. */
    protected Conformance() {
    }

    /** What is tested. */
    protected abstract Subject subject();

    /** The backend under test, open. Skips, with the reason, where it cannot run. */
    protected final Backend backend() {
        if (backend == null) {
            if (subject().provider().probe() instanceof Probe.Unavailable(String reason, String remedy)) {
                Assumptions.abort(subject().provider().name() + " cannot run here: " + reason + "; " + remedy);
            }
            backend = subject().open();
        }
        return backend;
    }

    /** The float64 reference, open. */
    protected final Backend reference() {
        if (reference == null) {
            reference = new ReferenceProvider().open(OpenOptions.DEFAULT);
        }
        return reference;
    }

    /** Closes the backend under test, so that a check may open its own; the next use opens it again. */
    protected final void closeBackend() {
        if (backend != null) {
            backend.close();
            backend = null;
        }
    }

    @AfterAll
    final void closeBoth() {
        closeBackend();
        if (reference != null) {
            reference.close();
            reference = null;
        }
    }

    /** The element types that the backend has. */
    protected final List<DType> dtypes() {
        return declares(Capability.FLOAT64) ? List.of(DType.FLOAT32, DType.FLOAT64) : List.of(DType.FLOAT32);
    }

    /** Whether the backend declares a capability. */
    protected final boolean declares(Capability capability) {
        return backend().capabilities().contains(capability);
    }

    /** Compares the backend with the reference on one type. */
    protected final Agreement agreement(DType dtype) {
        return new Agreement(backend(), reference(), dtype);
    }

    /** A source of inputs of its own for a check, the same each time. */
    protected static Draw draw() {
        return new Draw(seed());
    }

    private static long seed() {
        return Long.getLong(SEED_PROPERTY, 1);
    }

    /** What stands for checks that this backend has no use for: counted as skipped, with the reason. */
    protected static List<DynamicTest> notApplicable(String reason) {
        return List.of(DynamicTest.dynamicTest("not applicable: " + reason, () -> Assumptions.abort(reason)));
    }

    /** A check by name. If it fails, the message names it and the seed. */
    protected static DynamicTest check(String name, Executable body) {
        return DynamicTest.dynamicTest(name, () -> {
            try {
                body.execute();
            } catch (IncompleteExecutionException e) {
                throw e;
            } catch (AssertionError | RuntimeException e) {
                String rerun = " (seed " + seed() + "; -D" + SEED_PROPERTY + " sets it)";
                throw new AssertionFailedError(name + ": " + e.getMessage() + rerun, e);
            }
        });
    }
}
