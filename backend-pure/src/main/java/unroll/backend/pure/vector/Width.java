package unroll.backend.pure.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** How wide vectors are: what the processor prefers, at most 16 lanes, unless a property says otherwise. */
final class Width {
    private static final int WIDEST = 512;

    private Width() {
    }

    /** The widest that this processor has and these kernels use. */
    static int preferred() {
        return Math.min(WIDEST, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }

    /** The width in use; the ladder has made sure that the processor has it. */
    static VectorSpecies<Float> chosen() {
        String forced = System.getProperty(VectorArithmetic.BITS);
        int bits = forced == null ? preferred() : Integer.parseInt(forced);
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    /** Why a width cannot be had; null if it can. */
    static @Nullable String refusal(@Nullable String forced) {
        return switch (forced) {
            case null -> null;
            case "128", "256", "512" -> Integer.parseInt(forced) <= preferred()
                    ? null
                    : "this processor has vectors of at most " + preferred() + " bits, " + VectorArithmetic.BITS
                            + " asks for " + forced;
            default -> VectorArithmetic.BITS + " must be 128, 256 or 512, found '" + forced + "'";
        };
    }
}
