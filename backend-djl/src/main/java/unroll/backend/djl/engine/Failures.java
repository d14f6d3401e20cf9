package unroll.backend.djl.engine;

import ai.djl.engine.EngineException;
import java.util.function.Supplier;
import unroll.api.error.ResourceException;
import unroll.api.error.TensorException;
import unroll.api.error.UnrollException;

/** What the engine throws, in the words of the api: nobody outside of this plugin can name its classes. */
public final class Failures {
    private Failures() {
    }

    /**
     * Does some work of the engine.
     *
     * @throws ResourceException if memory is short
     * @throws TensorException if the engine refuses otherwise
     */
    public static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException e) {
            throw of(e);
        }
    }

    /** As {@link #translated(Supplier)}, without a result. */
    public static void translated(Runnable work) {
        try {
            work.run();
        } catch (EngineException e) {
            throw of(e);
        }
    }

    /** The exception of the api that says what the engine's says. */
    static UnrollException of(EngineException e) {
        String message = firstLine(e);
        if (message.contains("allocate memory") || message.contains("bad_alloc")) {
            return new ResourceException("libtorch is out of memory (" + message
                    + "); take a smaller batch or a smaller model, or free memory", e);
        }
        return new TensorException("libtorch refused an operation: " + message, e);
    }

    /** The first line of a message: libtorch's go on with its own stack. */
    static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("").strip();
    }
}
