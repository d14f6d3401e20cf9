package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import unroll.backend.pure.kernel.Exp;
import unroll.backend.pure.kernel.Tanh;

/** e^x and tanh, lane by lane in the operations of {@link Exp} and {@link Tanh}. */
final class Exponentials {
    private static final int MAGIC_BITS = Float.floatToRawIntBits(Exp.MAGIC);
    private static final int BIAS = 127;
    private static final int MANTISSA_BITS = 23;

    private Exponentials() {
    }

    /** {@link Exp#of}. */
    static FloatVector exp(FloatVector x) {
        // compared and blended, not max and min: those are several instructions for the sake of signed zeros
        FloatVector low = x.blend(Exp.HIGHEST, x.compare(VectorOperators.GT, Exp.HIGHEST));
        FloatVector clamped = low.blend(Exp.LOWEST, low.compare(VectorOperators.LT, Exp.LOWEST));
        FloatVector t = clamped.fma(all(Exp.LOG2_E), all(Exp.MAGIC));
        FloatVector r = remainder(clamped, t.sub(Exp.MAGIC));
        IntVector n = t.reinterpretAsInts().sub(MAGIC_BITS);
        IntVector half = n.lanewise(VectorOperators.ASHR, 1);
        FloatVector scale = powerOfTwo(half);
        return minusOne(r).fma(scale, scale).mul(powerOfTwo(n.sub(half)));
    }

    /** {@link Tanh#of}. */
    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector z = size.blend(Tanh.ONE_FROM, size.compare(VectorOperators.GT, Tanh.ONE_FROM)).mul(-2);
        FloatVector t = z.fma(all(Exp.LOG2_E), all(Exp.MAGIC));
        FloatVector m = minusOne(t.sub(Exp.MAGIC).fma(all(Tanh.MINUS_LN2), z));
        FloatVector scale = powerOfTwo(t.reinterpretAsInts().sub(MAGIC_BITS + 1));
        FloatVector h = scale.fma(m, scale.sub(0.5f));
        FloatVector w = h.div(scale.fma(m, scale.add(0.5f)));
        return withSign(h.fma(w, h.neg()), x);
    }

    private static FloatVector remainder(FloatVector x, FloatVector n) {
        return n.fma(all(Exp.MINUS_LN2_LOW), n.fma(all(Exp.MINUS_LN2_HIGH), x));
    }

    private static FloatVector minusOne(FloatVector r) {
        FloatVector q = r.fma(all(Exp.C5), all(Exp.C4));
        q = q.fma(r, all(Exp.C3));
        q = q.fma(r, all(Exp.C2));
        q = q.fma(r, all(Exp.C1));
        return r.mul(r).fma(q, r);
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
    }

    /** The size is not negative, nor a negative 0. */
    private static FloatVector withSign(FloatVector size, FloatVector sign) {
        IntVector bits = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
        return size.reinterpretAsInts().or(bits).reinterpretAsFloats();
    }
}
