package unroll.tck.float64;

import java.util.List;
import org.junit.jupiter.api.Nested;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.core.float64.Float64Backend;
import unroll.tck.kit.AliasingConformance;
import unroll.tck.kit.AssignConformance;
import unroll.tck.kit.BlockConformance;
import unroll.tck.kit.CapabilityConformance;
import unroll.tck.kit.CompositionConformance;
import unroll.tck.kit.ElementwiseConformance;
import unroll.tck.kit.FormConformance;
import unroll.tck.kit.MemoryConformance;
import unroll.tck.kit.OwnershipConformance;
import unroll.tck.kit.ProductConformance;
import unroll.tck.kit.ReductionConformance;
import unroll.tck.kit.RefusalConformance;
import unroll.tck.kit.RowConformance;
import unroll.tck.kit.ScopeConformance;
import unroll.tck.kit.Subject;
import unroll.tck.kit.UpdateConformance;

/**
 * Core's float64 arithmetic against the kit's reference, which shares no line with it. Only what concerns being found by
 * users is left out: it is not.
 */
class Float64ConformanceTest {
    private static final class Provider implements BackendProvider {
        @Override
        public String name() {
            return Float64Backend.NAME;
        }

        @Override
        public String description() {
            return "core's float64 arithmetic";
        }

        @Override
        public Probe probe() {
            try (Backend backend = new Float64Backend()) {
                return new Probe.Available(List.of(new Device("cpu", "one thread", backend.device().memoryBytes())));
            }
        }

        @Override
        public Backend open(OpenOptions options) {
            return new Float64Backend();
        }
    }

    private static Subject subject() {
        return new Subject(new Provider());
    }

    @Nested
    class Aliasing extends AliasingConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Assign extends AssignConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Block extends BlockConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Capability extends CapabilityConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Composition extends CompositionConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Elementwise extends ElementwiseConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Form extends FormConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Memory extends MemoryConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Ownership extends OwnershipConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Product extends ProductConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Reduction extends ReductionConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Refusal extends RefusalConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Row extends RowConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Scope extends ScopeConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }

    @Nested
    class Update extends UpdateConformance {
        @Override
        protected Subject subject() {
            return Float64ConformanceTest.subject();
        }
    }
}
