package unroll.backend.pure.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The width of vectors, a constant to the compiler: a species in a variable would leave every vector in a box. */
final class Lanes {
    static final VectorSpecies<Float> FLOATS = Width.chosen();
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    static final int COUNT = FLOATS.length();

    private Lanes() {
    }

    /** Loads one vector. */
    static FloatVector load(float[] a, int offset) {
        return FloatVector.fromArray(FLOATS, a, offset);
    }

    /** One number in all lanes. */
    static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    /** One integer in all lanes. */
    static IntVector all(int value) {
        return IntVector.broadcast(INTS, value);
    }
}
