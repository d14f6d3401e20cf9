package unroll.tck;

import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.tck.kit.AliasingConformance;
import unroll.tck.kit.AssignConformance;
import unroll.tck.kit.BlockConformance;
import unroll.tck.kit.CallerConformance;
import unroll.tck.kit.CapabilityConformance;
import unroll.tck.kit.CompositeRefusalConformance;
import unroll.tck.kit.CompositionConformance;
import unroll.tck.kit.DeterminismConformance;
import unroll.tck.kit.ElementwiseConformance;
import unroll.tck.kit.FamilyTable;
import unroll.tck.kit.FormConformance;
import unroll.tck.kit.KernelGradientConformance;
import unroll.tck.kit.KernelUseConformance;
import unroll.tck.kit.MemoryConformance;
import unroll.tck.kit.OpeningConformance;
import unroll.tck.kit.OwnershipConformance;
import unroll.tck.kit.PreparedConformance;
import unroll.tck.kit.ProductConformance;
import unroll.tck.kit.ReductionConformance;
import unroll.tck.kit.RefusalConformance;
import unroll.tck.kit.RegistrationConformance;
import unroll.tck.kit.RowConformance;
import unroll.tck.kit.ScopeConformance;
import unroll.tck.kit.SharingConformance;
import unroll.tck.kit.Subject;
import unroll.tck.kit.ThreadConformance;
import unroll.tck.kit.UpdateConformance;
import unroll.tck.kit.WaitConformance;
import unroll.tck.learning.CausalityConformance;
import unroll.tck.learning.CurveConformance;
import unroll.tck.learning.GoldenConformance;
import unroll.tck.learning.StateConformance;
import unroll.tck.learning.StepWaitConformance;

/**
 * All families for one backend. Its author writes one class:
 *
 * <pre>
 * class MyBackendTest extends BackendConformance {
 *     &#64;Override
 *     protected BackendProvider provider() {
 *         return new MyProvider();
 *     }
 * }
 * </pre>
 *
 * <p>A table by family is printed at the end.
 */
@ExtendWith(FamilyTable.class)
public abstract class BackendConformance {
    /** For the author's class. */
    protected BackendConformance() {
    }

    /** The backend to be tested. */
    protected abstract BackendProvider provider();

    /** What it is opened with; its own choices unless overridden. */
    protected OpenOptions options() {
        return OpenOptions.DEFAULT;
    }

    /**
     * How often the host has waited for the device since a backend was opened: each read, and each sync. Only a backend
     * that declares {@link unroll.api.backend.Capability#ASYNCHRONOUS} is asked, and has to count.
     */
    protected OptionalLong waits(Backend backend) {
        return OptionalLong.empty();
    }

    private Subject itself() {
        return new Subject(provider(), options());
    }

    /** Elementwise primitives. */
    @Nested
    class Elementwise extends ElementwiseConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** The matrix product. */
    @Nested
    class Product extends ProductConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Sums and maxima. */
    @Nested
    class Reduction extends ReductionConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Gathering and adding rows. */
    @Nested
    class Row extends RowConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Creating, reading and rearranging. */
    @Nested
    class Form extends FormConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Operations in place. */
    @Nested
    class Update extends UpdateConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** One tensor in two places. */
    @Nested
    class Aliasing extends AliasingConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Parameter blocks. */
    @Nested
    class Block extends BlockConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Composites assigned in place. */
    @Nested
    class Assign extends AssignConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Composites made ready. */
    @Nested
    class Prepared extends PreparedConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** The standard composites forward. */
    @Nested
    class Composition extends CompositionConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** The gradients of kernels. */
    @Nested
    class KernelGradient extends KernelGradientConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Targets, masks and saved values of kernels. */
    @Nested
    class KernelUse extends KernelUseConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Composites that do not fit, and tensors in them that do not belong. */
    @Nested
    class CompositeRefusal extends CompositeRefusalConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Shapes and types that do not fit. */
    @Nested
    class Refusal extends RefusalConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Tensors that are another's or closed. */
    @Nested
    class Ownership extends OwnershipConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Results and arguments kept apart. */
    @Nested
    class Sharing extends SharingConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** The lives of tensors. */
    @Nested
    class Scope extends ScopeConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Storage. */
    @Nested
    class Memory extends MemoryConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Bits. */
    @Nested
    class Determinism extends DeterminismConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Callers at the same time. */
    @Nested
    class Caller extends CallerConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Numbers of threads. */
    @Nested
    class Threads extends ThreadConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Work under way. */
    @Nested
    class Wait extends WaitConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** What is declared, and what is not. */
    @Nested
    class Capability extends CapabilityConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** Provider, probe, opening and closing. */
    @Nested
    class Opening extends OpeningConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** How the provider is found. */
    @Nested
    class Registration extends RegistrationConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** PyTorch's figures. */
    @Nested
    class Golden extends GoldenConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** The reference's curves. */
    @Nested
    class Curve extends CurveConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** The past and nothing else. */
    @Nested
    class Causality extends CausalityConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** What a model remembers. */
    @Nested
    class State extends StateConformance {
        @Override
        protected Subject subject() {
            return itself();
        }
    }

    /** How often the host waits. */
    @Nested
    class StepWait extends StepWaitConformance {
        @Override
        protected Subject subject() {
            return itself();
        }

        @Override
        protected OptionalLong waits(Backend backend) {
            return BackendConformance.this.waits(backend);
        }
    }
}
