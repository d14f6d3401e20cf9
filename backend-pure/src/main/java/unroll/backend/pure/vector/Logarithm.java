package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import unroll.backend.pure.kernel.Exp;
import unroll.backend.pure.kernel.Log;

/** The natural logarithm, lane by lane in the operations of {@link Log}, whose branches are blends here. */
final class Logarithm {
    private static final float SUBNORMAL_EXPONENT = 24;
    private static final int MANTISSA_BITS = 23;

    private Logarithm() {
    }

    /** {@link Log#of}. */
    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(Log.TO_NORMAL), subnormal).reinterpretAsInts();
        IntVector e = bits.sub(Log.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
        FloatVector f = bits.sub(e.lanewise(VectorOperators.LSHL, MANTISSA_BITS)).reinterpretAsFloats().sub(1);
        FloatVector whole = (FloatVector) e.convert(VectorOperators.I2F, 0);
        FloatVector exponent = whole.blend(whole.sub(SUBNORMAL_EXPONENT), subnormal).neg();
        FloatVector square = f.mul(f);
        FloatVector tail = exponent.fma(all(Exp.MINUS_LN2_LOW), f.mul(square).mul(series(f)));
        tail = square.fma(all(-0.5f), tail);
        FloatVector log = exponent.fma(all(Exp.MINUS_LN2_HIGH), f.add(tail));
        return outside(x, log);
    }

    private static FloatVector series(FloatVector f) {
        FloatVector p = f.fma(all(Log.C8), all(Log.C7));
        p = p.fma(f, all(Log.C6));
        p = p.fma(f, all(Log.C5));
        p = p.fma(f, all(Log.C4));
        p = p.fma(f, all(Log.C3));
        p = p.fma(f, all(Log.C2));
        p = p.fma(f, all(Log.C1));
        return p.fma(f, all(Log.C0));
    }

    /** What is not a positive finite number has no exponent to speak of. */
    private static FloatVector outside(FloatVector x, FloatVector log) {
        FloatVector ends = log.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
        return ends.blend(Float.NaN, x.compare(VectorOperators.GE, 0).not());
    }
}
