package unroll.tornado.harness;

import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.common.LibraryTaskDescriptor;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** Calls libraries for a plan: a service, as what libraries are called by is another module's. */
public interface LibraryCalls extends AutoCloseable {
    /**
     * Calls a task's function.
     *
     * @param pointers where the first elements of its arrays lie
     */
    void call(LibraryTaskDescriptor task, long[] pointers, @Nullable TornadoDevice device);

    /** Ends what libraries keep. */
    @Override
    void close();
}
