package unroll.tck.reference;

import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;
import unroll.api.tensor.Scope;

/** Counts its arrays; the garbage collector frees them. A faster backend would keep them for the next scope. */
final class ReferenceScope implements Scope {
    /** The scope that stands for the whole backend, or null if this is it. */
    final @Nullable ReferenceScope root;
    long bytes;
    private boolean closed;

    ReferenceScope(@Nullable ReferenceScope root) {
        this.root = root;
    }

    double[] array(int size) {
        try {
            count((long) size * Double.BYTES);
            return new double[size];
        } catch (OutOfMemoryError e) {
            count(-(long) size * Double.BYTES);
            throw new ResourceException("reference: no room for " + size + " elements; raise the heap (-Xmx)", e);
        }
    }

    private void count(long change) {
        bytes += change;
        if (root != null) {
            root.count(change);
        }
    }

    @Override
    public boolean isOpen() {
        return !closed && (root == null || root.isOpen());
    }

    @Override
    public void close() {
        count(isOpen() ? -bytes : 0);
        closed = true;
    }
}
