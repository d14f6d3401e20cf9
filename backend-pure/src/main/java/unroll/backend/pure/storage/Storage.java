package unroll.backend.pure.storage;

import org.jspecify.annotations.Nullable;

/** An array on loan from the pool, and a link of whichever chain holds it: the pool's or a scope's. */
public final class Storage {
    final float[] data;
    @Nullable
    Storage next;

    Storage(float[] data) {
        this.data = data;
    }

    /** The array, at least as long as was asked for; what it holds is left from its last use. */
    public float[] data() {
        return data;
    }
}
