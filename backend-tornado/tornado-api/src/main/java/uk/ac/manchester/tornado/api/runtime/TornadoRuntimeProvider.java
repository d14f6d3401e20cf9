package uk.ac.manchester.tornado.api.runtime;

import uk.ac.manchester.tornado.api.TornadoRuntime;

/** Where TornadoVM is found. */
public class TornadoRuntimeProvider {
    /** Nothing of it is the instance's. */
    public TornadoRuntimeProvider() {
    }

    /**
     * None: these are signatures, and what they run they run on no device.
     *
     * @throws IllegalStateException always
     */
    @SuppressWarnings("DoNotCallSuggester") // the real one answers
    public static TornadoRuntime getTornadoRuntime() {
        throw new IllegalStateException("these are TornadoVM's signatures and not TornadoVM");
    }
}
