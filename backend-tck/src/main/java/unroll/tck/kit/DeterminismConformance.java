package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import unroll.api.backend.Capability;
import unroll.api.tensor.DType;

/** A backend that declares itself repeatable, held to the bit. */
public abstract class DeterminismConformance extends Conformance {
    /** For the families. */
    protected DeterminismConformance() {
    }

    @TestFactory
    final List<DynamicTest> repeatable() {
        if (!declares(Capability.REPEATABLE)) {
            return notApplicable("not declared repeatable");
        }
        List<DynamicTest> checks = new ArrayList<>();
        for (DType dtype : dtypes()) {
            checks.add(check("the same calls again give the same bits, " + dtype,
                    () -> Closeness.bits(everything(dtype), everything(dtype))));
            checks.add(check("the same calls after opening again give the same bits, " + dtype, () -> {
                List<Values> first = everything(dtype);
                closeBackend();
                Closeness.bits(first, everything(dtype));
            }));
        }
        return checks;
    }

    private List<Values> everything(DType dtype) {
        return Everything.on(backend(), dtype, draw());
    }
}
