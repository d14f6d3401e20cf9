package unroll.backend.nd4j.call;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** A pointer that is moved instead of made anew. Owns nothing. */
final class Address extends FloatPointer {
    Address() {
        super((@Nullable Pointer) null);
    }

    /** Itself, pointing there. */
    Address at(long place) {
        address = place;
        return this;
    }
}
