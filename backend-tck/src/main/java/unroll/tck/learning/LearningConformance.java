package unroll.tck.learning;

import unroll.api.backend.Capability;
import unroll.api.tensor.DType;
import unroll.tck.kit.Conformance;

/** The base of the families that run whole models. */
abstract class LearningConformance extends Conformance {
    /** The widest type that the backend has. */
    final DType dtype() {
        return declares(Capability.FLOAT64) ? DType.FLOAT64 : DType.FLOAT32;
    }
}
