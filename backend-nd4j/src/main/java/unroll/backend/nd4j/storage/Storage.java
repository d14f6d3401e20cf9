package unroll.backend.nd4j.storage;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Memory on loan from the pool, and a link of whichever chain holds it: the pool's or a scope's. */
final class Storage {
    /** A line of the cache, and a vector of the widest kind. */
    private static final long ALIGNMENT = 64;

    final long address;
    final long length;
    private final Pointer memory;
    @Nullable
    Storage next;

    private Storage(Pointer memory, long length) {
        this.memory = memory;
        this.address = (memory.address() + ALIGNMENT - 1) & -ALIGNMENT;
        this.length = length;
    }

    /** Takes memory for a number of floats from the system, or null where it has none. */
    static @Nullable Storage allocate(long length) {
        // JavaCPP's own arrays would be freed by the garbage collector, and refused by the size of the process
        Pointer memory = Pointer.malloc(bytes(length));
        return Pointer.isNull(memory) ? null : new Storage(memory, length);
    }

    /** What storage of a length takes. */
    static long bytes(long length) {
        return length * Float.BYTES + ALIGNMENT;
    }

    long bytes() {
        return bytes(length);
    }

    void free() {
        Pointer.free(memory);
    }
}
