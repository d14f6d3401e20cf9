package unroll.backend.pure.vector;

import static unroll.backend.pure.vector.Lanes.COUNT;
import static unroll.backend.pure.vector.Lanes.FLOATS;
import static unroll.backend.pure.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import unroll.backend.pure.kernel.Gates;

/**
 * As {@link Gates}; plain code does the elements that fill no vector. A recurrence of one gate takes sum and function at
 * once; those of several take {@link Functions} of the sums.
 */
final class GateRows {
    private GateRows() {
    }

    private static FloatVector sum(float[] source, int in, float[] bias, int biasAt, float[] gates, int at) {
        return load(source, in).add(load(gates, at).add(load(bias, biasAt)));
    }

    /** gates = source + (gates + bias), whatever function is taken of them later. */
    static void sums(float[] source, int in, float[] bias, int biasAt, float[] gates, int at, int n) {
        int end = FLOATS.loopBound(n);
        for (int j = 0; j < end; j += COUNT) {
            sum(source, in + j, bias, biasAt + j, gates, at + j).intoArray(gates, at + j);
        }
        for (int j = end; j < n; j++) {
            gates[at + j] = source[in + j] + (gates[at + j] + bias[biasAt + j]);
        }
    }

    static void tanh(float[] source, int in, float[] bias, int biasAt, float[] gates, int at, int n) {
        int end = FLOATS.loopBound(n);
        for (int j = 0; j < end; j += COUNT) {
            Exponentials.tanh(sum(source, in + j, bias, biasAt + j, gates, at + j)).intoArray(gates, at + j);
        }
        if (end < n) {
            Gates.tanh(source, in + end, bias, biasAt + end, gates, at + end, n - end);
        }
    }

    static void relu(float[] source, int in, float[] bias, int biasAt, float[] gates, int at, int n) {
        int end = FLOATS.loopBound(n);
        for (int j = 0; j < end; j += COUNT) {
            FloatVector x = sum(source, in + j, bias, biasAt + j, gates, at + j);
            x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(gates, at + j);
        }
        if (end < n) {
            Gates.relu(source, in + end, bias, biasAt + end, gates, at + end, n - end);
        }
    }
}
