package unroll.backend.tornado.library;

import java.util.HashMap;
import java.util.Map;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryContext;
import uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;

/**
 * What a library keeps for a plan, once for each thread that calls it. TornadoVM has a stream for each thread and waits
 * for the caller's only, and the library's context is bound to the stream of the thread that has made it: called with
 * another's, it would compute while the next kernel runs.
 */
final class ThreadContexts implements LibraryContext {
    private final TornadoLibraryProvider library;
    private final TornadoXPUDevice device;
    private final long plan;
    private final Map<Long, LibraryContext> contexts = new HashMap<>();

    ThreadContexts(TornadoLibraryProvider library, TornadoXPUDevice device, long plan) {
        this.library = library;
        this.device = device;
        this.plan = plan;
    }

    TornadoLibraryProvider library() {
        return library;
    }

    /** The calling thread's, made at its first call. */
    synchronized LibraryContext own() {
        return contexts.computeIfAbsent(Thread.currentThread().threadId(), _ -> library.createContext(device, plan));
    }

    synchronized void destroy() {
        contexts.values().forEach(library::destroyContext);
        contexts.clear();
    }
}
