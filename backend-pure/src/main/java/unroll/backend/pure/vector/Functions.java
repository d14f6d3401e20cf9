package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.INTS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import unroll.backend.pure.kernel.Exp;
import unroll.backend.pure.kernel.Sigmoid;
import unroll.backend.pure.kernel.Tanh;

/**
 * The functions of gates, n elements from given places on; each returns how many it did, all but those that fill no
 * vector.
 *
 * <p>Written out, without a method of ours, and long enough that C2 never takes one into its caller: a cell has several
 * of them in a row, and behind the first C2 is out of nodes, leaves our methods uncompiled into the loop, and what they
 * return in boxes.
 */
final class Functions {
    private static final int MAGIC_BITS = Float.floatToRawIntBits(Exp.MAGIC);
    private static final int BIAS = 127;
    private static final int MANTISSA_BITS = 23;

    private Functions() {
    }

    /** c = tanh(a), in the operations of {@link Tanh}. */
    static int tanh(float[] a, int from, float[] c, int to, int n) {
        FloatVector log2e = FloatVector.broadcast(FLOATS, Exp.LOG2_E);
        FloatVector magic = FloatVector.broadcast(FLOATS, Exp.MAGIC);
        FloatVector ln2 = FloatVector.broadcast(FLOATS, Tanh.MINUS_LN2);
        FloatVector c5 = FloatVector.broadcast(FLOATS, Exp.C5);
        FloatVector c4 = FloatVector.broadcast(FLOATS, Exp.C4);
        FloatVector c3 = FloatVector.broadcast(FLOATS, Exp.C3);
        FloatVector c2 = FloatVector.broadcast(FLOATS, Exp.C2);
        FloatVector c1 = FloatVector.broadcast(FLOATS, Exp.C1);
        IntVector signBit = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, from + i);
            FloatVector size = x.abs();
            FloatVector z = size.blend(Tanh.ONE_FROM, size.compare(VectorOperators.GT, Tanh.ONE_FROM)).mul(-2);
            FloatVector t = z.fma(log2e, magic);
            FloatVector r = t.sub(Exp.MAGIC).fma(ln2, z);
            FloatVector m = c5.fma(r, c4);
            m = m.fma(r, c3);
            m = m.fma(r, c2);
            m = m.fma(r, c1);
            m = r.mul(r).fma(m, r);
            IntVector exponent = t.reinterpretAsInts().sub(MAGIC_BITS + 1).add(BIAS);
            FloatVector scale = exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
            FloatVector h = scale.fma(m, scale.sub(0.5f));
            FloatVector w = h.div(scale.fma(m, scale.add(0.5f)));
            IntVector bits = h.fma(w, h.neg()).reinterpretAsInts();
            bits.or(x.reinterpretAsInts().and(signBit)).reinterpretAsFloats().intoArray(c, to + i);
        }
        return end;
    }

    /** c = sigmoid(a), in the operations of {@link Sigmoid}. */
    static int sigmoid(float[] a, int from, float[] c, int to, int n) {
        FloatVector log2e = FloatVector.broadcast(FLOATS, Exp.LOG2_E);
        FloatVector magic = FloatVector.broadcast(FLOATS, Exp.MAGIC);
        FloatVector high = FloatVector.broadcast(FLOATS, Exp.MINUS_LN2_HIGH);
        FloatVector low = FloatVector.broadcast(FLOATS, Exp.MINUS_LN2_LOW);
        FloatVector c5 = FloatVector.broadcast(FLOATS, Exp.C5);
        FloatVector c4 = FloatVector.broadcast(FLOATS, Exp.C4);
        FloatVector c3 = FloatVector.broadcast(FLOATS, Exp.C3);
        FloatVector c2 = FloatVector.broadcast(FLOATS, Exp.C2);
        FloatVector c1 = FloatVector.broadcast(FLOATS, Exp.C1);
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += COUNT) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, from + i);
            FloatVector below = x.blend(Sigmoid.LIMIT, x.compare(VectorOperators.GT, Sigmoid.LIMIT));
            FloatVector z = below.blend(-Sigmoid.LIMIT, below.compare(VectorOperators.LT, -Sigmoid.LIMIT)).neg();
            FloatVector t = z.fma(log2e, magic);
            FloatVector rounded = t.sub(Exp.MAGIC);
            FloatVector r = rounded.fma(low, rounded.fma(high, z));
            FloatVector m = c5.fma(r, c4);
            m = m.fma(r, c3);
            m = m.fma(r, c2);
            m = m.fma(r, c1);
            m = r.mul(r).fma(m, r);
            IntVector exponent = t.reinterpretAsInts().sub(MAGIC_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            FloatVector scale = half.add(BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
            IntVector rest = half.sub(exponent).add(BIAS);
            FloatVector one = rest.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
            FloatVector sum = scale.add(one);
            FloatVector lost = one.sub(sum.sub(scale));
            one.div(scale.fma(m, lost).add(sum)).intoArray(c, to + i);
        }
        return end;
    }
}
