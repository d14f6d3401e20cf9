package unroll.tck.kit;

import java.util.Set;
import unroll.api.backend.Capability;

/** Families that right backends pass, with kernels or promises that the reference itself does not have. */
final class RightBackends {
    private RightBackends() {
    }

    static class Aliasing extends AliasingConformance {
        @Override
        protected Subject subject() {
            return WithKernels.everywhere();
        }
    }

    static class Refusing extends CompositeRefusalConformance {
        @Override
        protected Subject subject() {
            return WithKernels.everywhere();
        }
    }

    static class Remembering extends MemoryConformance {
        @Override
        protected Subject subject() {
            return WithKernels.everywhere();
        }
    }

    /** The reference computes rightly for several callers; it only miscounts its bytes, which is why it declares none. */
    static class Called extends CallerConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                Set<Capability> capabilities(Set<Capability> declared) {
                    return with(declared, Capability.CONCURRENT_CALLERS);
                }
            });
        }
    }
}
